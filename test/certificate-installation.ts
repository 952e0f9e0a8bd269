// An installation that issues: two branches, an issuer at one and an approver at the other with real passkeys, a register with one
// person who has a return code, a published ledger, and the process that signs. Everything is real but the browsers.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { digestOf } from '#approvals'
import { type Clock, dayAt, Secret, systemClock, weekOf } from '#basics'
import { type Content, prepare } from '#certificates'
import { type IssuingDeps } from '#certificates/issuing'
import { asMember, transaction } from '#db'
import {
  asEntropy,
  type BoxId,
  labelOf,
  type Entropy,
  type HybridIdentity,
  identityFromSeed,
  makeBox,
  openRecord,
  parseRecipient,
  replyIdentitySeed,
  sealRecord,
  writeIdentity,
  type RecordField,
} from '#vault'
import { challengeOf } from '../src/approvals/act.ts'
import { factsOf } from '../src/certificates/facts.ts'
import { declare, type Person } from './people.ts'
import { enrolMember, openBranchRow, passkeyOf } from './members.ts'
import { openIssuer } from './issuer-under-test.ts'
import { type LedgerUnderTest, openLedger } from './ledger-under-test.ts'
import { DESK_ORIGIN, signWith } from './software-passkey.ts'
import { freshDatabase, type TestDatabase } from './template-db.ts'

export { DESK_ORIGIN } from './software-passkey.ts'

const TIME_ZONE = 'Asia/Shanghai'

export interface TestCertificates extends AsyncDisposable {
  readonly database: TestDatabase
  readonly ledger: LedgerUnderTest
  readonly deps: IssuingDeps
  readonly directory: string
  readonly heron: string
  readonly crane: string
  /** Of the boxes `papers` at the two branches. */
  readonly boxes: Record<
    'centre' | 'paris',
    { readonly id: string; readonly identity: HybridIdentity; readonly recipient: string }
  >
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

export async function openCertificates({
  clock = systemClock,
}: { clock?: Clock } = {}): Promise<TestCertificates> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await freshDatabase())
  await database.db.insertInto('installation.identity').values({ kind: 'real' }).execute()
  const ledger = stack.use(await openLedger(database, { clock }))
  const directory = await mkdtemp(join(tmpdir(), 'issuer-'))
  stack.defer(() => rm(directory, { recursive: true, force: true }))
  await openBranchRow(database.db, 'paris')
  const heron = await enrolMember(database.db, 'Heron', { roles: ['issuer', 'reviewer'] })
  const crane = await enrolMember(database.db, 'Crane', { roles: ['approver'], branch: 'paris' })
  const boxes = {
    centre: await makePapersBox(database, 'centre', { holder: heron, clock }),
    paris: await makePapersBox(database, 'paris', { holder: crane, clock }),
  }
  const issuer = stack.use(
    await openIssuer(database, { directory, ledger, deskOrigin: DESK_ORIGIN, sample: false }),
  )
  const deps = { ...issuer.deps, clock }
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
      const hash = randomBytes(32)
      await database.db
        .insertInto('intake.return_code')
        .values({ hash, submission, reply_recipient: Buffer.from(reply.recipient.raw) })
        .execute()
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

async function makePapersBox(
  { db }: TestDatabase,
  branch: 'centre' | 'paris',
  { holder, clock }: { holder: string; clock: Clock },
) {
  const id = randomUUID() as BoxId
  const seed = new Secret<Uint8Array>(randomBytes(32))
  const identity = identityFromSeed(seed)
  const payload = Buffer.from(writeIdentity(seed).reveal())
  const hers = identityFromSeed(new Secret<Uint8Array>(new Uint8Array(32).fill(2)))
  const sealed = sealRecord({ ...labelOf('box-key', id), payload, recipient: hers.recipient })
  const box = { id, class: 'papers', branch, week: weekOf(dayAt(clock(), TIME_ZONE)) } as const
  await transaction(db, (tx) =>
    makeBox(tx, { ...box, recipient: identity.recipient.text, keys: [{ holder, sealed }] }),
  )
  return { id, identity, recipient: identity.recipient.text }
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
