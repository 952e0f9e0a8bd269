// What two members agreed on, as rows: for tests that are about what comes of it. Nothing is really signed here.
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Act, digestOf, requestsFor } from '#approvals'
import { type Clock, type Day } from '#basics'
import { type Reader, transaction } from '#db'
import { settle } from '#settling'
import { writeAct } from '../src/approvals/act.ts'
import { CENTRE } from '#staff'
import { addOldWish } from './days.ts'
import { enrolMember, passkeyOf } from './members.ts'
import { type TestDatabase } from './template-db.ts'

const ASKS = 'SAMPLE who asks'
const AGREES = 'SAMPLE who agrees'

/** A request that is approved, as its sender wished long ago if it is a withdrawal. Returns its id, which an acceptance or a role can be based on, once. */
export async function approved(
  installation: TestDatabase,
  act: Act,
  payload: string | null = null,
): Promise<string> {
  const { db } = installation
  const requester = await memberCalled(installation, ASKS)
  const approver = await memberCalled(installation, AGREES)
  const id = randomUUID()
  const text = writeAct(id, act)
  await db
    .insertInto('approvals.request')
    .values({
      id,
      kind: act.kind,
      act: text,
      payload,
      requester,
      branch: CENTRE,
      credential: passkeyOf(ASKS),
      requested_at: new Date(),
    })
    .execute()
  await insertApproval(db, { request: id, text, approver })
  if (act.kind === 'withdrawal') await addOldWish(db, act.submission)
  return id
}

async function insertApproval(
  db: Reader,
  { request, text, approver }: { request: string; text: string; approver: string },
): Promise<void> {
  await sql`
    insert into approvals.answer
      (request, verdict, approver, branch, credential, client_data, authenticator_data, signature, at)
    select ${request}, 'approved', ${approver}, ${CENTRE}, ${passkeyOf(AGREES)},
      convert_to(json_build_object('challenge', approvals.challenge('approved', ${text}))::text, 'UTF8'),
      '\\x00', ${randomBytes(32)}, now()`.execute(db)
}

async function memberCalled({ db }: TestDatabase, name: string): Promise<string> {
  const known = await db.selectFrom('staff.member').select('id').where('name', '=', name).executeTakeFirst()
  return known?.id ?? enrolMember(db, name, { roles: ['approver'] })
}

export interface AcceptedRow {
  readonly kind: string
  readonly submission?: string
  readonly refers_to?: number
  readonly version: unknown
}

/** What review hands on to the register; what takes two has been agreed on by two. */
export async function accept(
  installation: TestDatabase,
  row: AcceptedRow,
  received = '2026-11-20',
): Promise<void> {
  const request = await agreedOn(installation, row)
  const version = JSON.stringify(row.version)
  await installation.db
    .insertInto('review.acceptance')
    .values({ ...row, version, channel: 'web', received, request })
    .execute()
}

function agreedOn(installation: TestDatabase, row: AcceptedRow): Promise<string> | null {
  const { kind, submission, refers_to: entry, version } = row
  const payload = JSON.stringify(version)
  if (kind === 'correction' && entry !== undefined)
    return approved(installation, { kind, entry, digest: digestOf(payload) }, payload)
  if (kind === 'withdrawal' && submission)
    return approved(installation, { kind, submission, channel: 'web', received: '2026-11-20' as Day })
  return null
}

/** A colleague agrees to everything that was asked for, and it happens. Her touch is a row; the way by the passkey is the desk's. */
export async function agreeToAll(
  installation: TestDatabase,
  deps: { clock: Clock; timeZone: string },
): Promise<void> {
  const approver = await memberCalled(installation, AGREES)
  const { open } = await requestsFor({ db: installation.db, clock: deps.clock }, { member: approver })
  for (const request of open)
    await transaction(installation.db, async (tx) => {
      await insertApproval(tx, { request: request.id, text: request.text, approver })
      await settle(deps, approver)(tx, request, 'approved')
    })
}
