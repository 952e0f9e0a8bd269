// An installation that issues: two branches, an issuer at one and an approver at the other with real passkeys, a register with one
// person who has a return code, a published ledger, and the process that signs. Everything is real but the browsers.
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { digestOf } from '#approvals'
import { type Clock, dayAt } from '#basics'
import { type Content, prepare } from '#certificates'
import { type IssuingDeps } from '#certificates/issuing'
import { asMember } from '#db'
import {
  asEntropy,
  type Entropy,
  type HybridIdentity,
  identityFromSeed,
  labelOf,
  openRecord,
  parseRecipient,
  replyIdentitySeed,
  sealRecord,
  type RecordField,
} from '#vault'
import { challengeOf } from '../../src/approvals/act.ts'
import { factsOf } from '../../src/certificates/facts.ts'
import { declare, type Person } from '../people.ts'
import { enrolMember, openBranchRow, passkeyOf } from '../members.ts'
import { DESK_ORIGIN, signWith } from '../software-passkey.ts'
import { type Base, openBase } from './base.ts'
import { makeBoxFor, type OpenBox } from './boxes.ts'
import { insertCode } from './cases.ts'
import { temporaryFolder } from './folder.ts'
import { openIssuer } from './issuer.ts'
import { TIME_ZONE } from './time.ts'

export { DESK_ORIGIN } from '../software-passkey.ts'

export interface TestCertificates extends Pick<Base, 'database' | 'ledger'>, AsyncDisposable {
  readonly deps: IssuingDeps
  readonly directory: string
  readonly heron: string
  readonly crane: string
  /** Of the boxes `papers` at the two branches. */
  readonly boxes: Record<'centre' | 'paris', OpenBox>
  /** A person of the register, with the return code that her declaration was given. */
  person(people?: readonly Person[]): Promise<Applicant>
  /** What whoever has her code asks for: a request of the centre's. */
  request(applicant: Applicant, line?: number): Promise<string>
  /** The content for a request, as an issuer's browser would make it of these. */
  content(request: string, differing?: Partial<Content>): Promise<string>
  /** Heron asks Paris to agree. Returns the approval. */
  prepare(request: string, content: string): Promise<string>
  /** Crane answers for Paris with her passkey. */
  answer(
    approval: string,
    differing?: { verdict?: 'approved' | 'refused'; forged?: boolean; branch?: string },
  ): Promise<void>
}

export interface Applicant {
  readonly submission: string
  /** What her code is looked up by. */
  readonly hash: Uint8Array
  /** Opens what is sealed to her. */
  readonly reply: HybridIdentity
  readonly entropy: Entropy
}

export async function openCertificates(options: { clock?: Clock } = {}): Promise<TestCertificates> {
  await using stack = new AsyncDisposableStack()
  const base = stack.use(await openBase(options))
  const { database, ledger, clock } = base
  const directory = stack.use(temporaryFolder('issuer')).path
  await openBranchRow(database.db, 'paris')
  const heron = await enrolMember(database.db, 'Heron', { roles: ['issuer', 'reviewer'] })
  const crane = await enrolMember(database.db, 'Crane', { roles: ['approver'], branch: 'paris' })
  const papers = { class: 'papers', clock } as const
  const boxes = {
    centre: await makeBoxFor(database.db, { ...papers, branch: 'centre', holder: heron }),
    paris: await makeBoxFor(database.db, { ...papers, branch: 'paris', holder: crane }),
  }
  const { deps } = stack.use(await openIssuer(base, { directory, deskOrigin: DESK_ORIGIN }))
  const desk = database.openAs('exeunt_desk')
  const opened = stack.move()
  return {
    database,
    ledger,
    deps,
    directory,
    heron,
    crane,
    boxes,
    async person(people = [{ name: 'SAMPLE 晓雨' }]) {
      const submission = await declare(database, { people })
      await ledger.take()
      const entropy = asEntropy(randomBytes(16))
      const reply = identityFromSeed(replyIdentitySeed(entropy))
      const hash = await insertCode(database.db, submission, reply.recipient.raw)
      return { submission, hash, reply, entropy }
    },
    async request(applicant, line = 1) {
      const id = randomUUID()
      const { id: box, recipient } = boxes.centre
      const payload = Buffer.from(JSON.stringify({ name: 'SAMPLE 林晓雨' }))
      const record = sealRecord({
        recipient: parseRecipient(recipient),
        ...labelOf('certificate-request', id),
        payload,
      })
      const day = dayAt(clock(), TIME_ZONE)
      const { rows } = await sql<{ outcome: string }>`
        select certificates.ask(${applicant.hash}, ${id}, ${line}, ${day}, 'centre', ${box}, ${record}, '\\x01')
          as outcome`.execute(database.openAs('exeunt_site'))
      if (rows[0]?.outcome !== 'asked') throw new Error(`not asked: ${rows[0]?.outcome}`)
      return id
    },
    async content(request, differing = {}) {
      const row = await database.db
        .selectFrom('certificates.request')
        .select(['submission', 'line'])
        .where('id', '=', request)
        .executeTakeFirstOrThrow()
      const found = await factsOf(database.db, row)
      if (!found) throw new Error('nothing can be certified')
      const content: Content = {
        request,
        salt: randomBytes(16).toString('base64url'),
        languages: ['zh-hans', 'en'],
        holder: {
          kind: 'named',
          name: 'SAMPLE 林晓雨',
          latin: 'SAMPLE LIN Xiaoyu',
          born: '1968-05-17',
          birthplace: '四川成都',
        },
        facts: found.facts,
        checks: [{ what: 'passport', how: 'in-person', day: dayAt(clock(), TIME_ZONE) }],
        ...differing,
      }
      return JSON.stringify(content)
    },
    async prepare(request, content) {
      const sealTo = ({ recipient }: { recipient: string }) =>
        sealRecord({
          recipient: parseRecipient(recipient),
          ...labelOf('certificate-content', request),
          payload: Buffer.from(content),
        })
      const asked = await prepare(
        { db: asMember(desk, heron), clock, timeZone: TIME_ZONE },
        {
          by: { member: heron, passkey: passkeyOf('Heron') },
          digest: digestOf(content),
          request,
          toBranch: 'paris',
          toBox: boxes.paris.id,
          toSealed: sealTo(boxes.paris),
          ownBox: boxes.centre.id,
          ownSealed: sealTo(boxes.centre),
        },
      )
      if (asked.outcome !== 'asked') throw new Error(`not asked: ${asked.outcome}`)
      const { id } = await database.db
        .selectFrom('approvals.request')
        .select('id')
        .where('kind', '=', 'certificate')
        .orderBy('requested_at', 'desc')
        .executeTakeFirstOrThrow()
      return id
    },
    async answer(approval, { verdict = 'approved', forged = false, branch = 'paris' } = {}) {
      const { act } = await database.db
        .selectFrom('approvals.request')
        .select('act')
        .where('id', '=', approval)
        .executeTakeFirstOrThrow()
      const { clientData, authenticatorData, signature } = signWith(
        passkeyOf('Crane'),
        challengeOf(verdict, act),
      )
      await asMember(desk, crane)
        .insertInto('approvals.answer')
        .values({
          request: approval,
          verdict,
          approver: crane,
          branch,
          credential: passkeyOf('Crane'),
          at: clock(),
          kind: '',
          requester: crane,
          requester_branch: branch,
          requester_credential: '',
          client_data: clientData,
          authenticator_data: authenticatorData,
          signature: forged ? randomBytes(64) : signature,
        })
        .execute()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** What lies sealed, opened as text. */
export function openWith(
  identity: HybridIdentity,
  { id, field, sealed }: { id: string; field: RecordField; sealed: Uint8Array },
): Uint8Array {
  const opened = openRecord({ identity, ...labelOf(field, id), file: sealed })
  if (opened.outcome !== 'opened') throw new Error(opened.outcome)
  return opened.payload
}
