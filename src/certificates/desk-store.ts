import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader, type Transaction } from '#db'
import { type CertificateState } from '#proof'
import { type DeclineReason } from './applicant-store.ts'

/** A request as the issuers of its branch see it in their list. Whose it is lies sealed. */
export interface Waiting {
  readonly request: string
  readonly submission: string
  readonly line: number
  readonly day: Day
  readonly branch: string
  readonly state: 'asked' | 'approving' | 'signing' | 'issued' | 'declined' | 'taken-back' | 'withdrawn'
  readonly number: string | null
  readonly ended: Day | null
  /** The approval by which its signing is begun, or goes on. */
  readonly unfinished: string | null
  /** The branch that has been asked to agree, as long as it has not answered. */
  readonly waitsFor: string | null
}

const MOST_SHOWN = 50

const WAITING = sql`request, submission, line, day, branch, state, number, ended, unfinished, waits_for as "waitsFor"`

/** What is under way at the branches of whoever acts, the oldest first. */
export async function findOpen(db: Reader): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select ${WAITING} from certificates.at_branches(null, ${MOST_SHOWN})`.execute(db)
  return rows
}

export async function findWaiting(db: Reader, request: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`select ${WAITING} from certificates.at_branches(${request}, 1)`.execute(
    db,
  )
  return rows[0]
}

/** A certificate of the branches of whoever acts. */
export interface Issued {
  readonly number: string
  readonly day: Day
  readonly branch: string
  readonly state: CertificateState
  readonly successor: string | null
  /** The day on which its declaration was withdrawn. */
  readonly withdrawn: Day | null
  /** Its file can be opened at the branch: it is valid, and not too old. */
  readonly kept: boolean
  readonly handedOver: Day | null
}

/** The newest, or the one with this number. */
export async function findIssued(
  db: Reader,
  { number, before }: { number: string | null; before: string | null },
): Promise<Issued[]> {
  const { rows } = await sql<Issued>`
    select i.number, i.day, x.branch, s.state, s.successor, s.withdrawn,
      s.state = 'valid' and octet_length(i.copy) > 0 as kept, h.day as "handedOver"
    from certificates.issued i
    join certificates.state s on s.number = i.number
    join vault.box x on x.id = i.box
    left join certificates.handed_over h on h.number = i.number
    where (${number}::text is null or i.number = ${number})
      and (${before}::text is null or (i.day, i.number) < (
        select last.day, last.number from certificates.issued last where last.number = ${before}))
    order by i.day desc, i.number desc
    limit ${MOST_SHOWN}`.execute(db)
  return rows
}

/** A certificate of a declaration that was withdrawn, at the branches of whoever acts. */
export interface ToRevoke {
  readonly number: string
  readonly day: Day
  readonly branch: string
  readonly withdrawn: Day
  /** Another branch has been asked to agree that it is revoked. */
  readonly asked: boolean
}

export async function findToRevoke(db: Reader, now: Date): Promise<ToRevoke[]> {
  const { rows } = await sql<ToRevoke>`
    select * from certificates.to_revoke(${MOST_SHOWN}, ${now})`.execute(db)
  return rows
}

export interface SealedWithKey {
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
}

export interface SealedPaper extends SealedWithKey {
  readonly id: string
}

export interface SealedMessage extends SealedPaper {
  readonly day: Day
  readonly from: 'branch' | 'applicant'
}

/** What lies sealed of a request, with the keys of its boxes as they are sealed to this holder. */
export async function findSealedRequest(
  db: Reader,
  { request, holder }: { request: string; holder: string },
): Promise<SealedWithKey | undefined> {
  const { rows } = await sql<SealedWithKey>`
    select r.box, k.sealed as "boxKey", r.sealed
    from certificates.request r
    join vault.box_key k on k.box = r.box and k.holder = ${holder}
    where r.id = ${request} and octet_length(r.sealed) > 0`.execute(db)
  return rows[0]
}

/** By the act that opening leaves. */
export async function hasOpened(
  db: Reader,
  { by, request }: { by: string; request: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from audit.act where who = ${by} and what = 'certificate-opened' and record = ${request} limit 1`.execute(
    db,
  )
  return rows.length > 0
}

export async function findPapers(
  db: Reader,
  { request, holder }: { request: string; holder: string },
): Promise<SealedPaper[]> {
  const { rows } = await sql<SealedPaper>`
    select p.id, p.box, k.sealed as "boxKey", p.sealed
    from certificates.paper p
    join vault.box_key k on k.box = p.box and k.holder = ${holder}
    where p.request = ${request} and octet_length(p.sealed) > 0 order by p.id`.execute(db)
  return rows
}

export async function findMessages(
  db: Reader,
  { request, holder }: { request: string; holder: string },
): Promise<SealedMessage[]> {
  const { rows } = await sql<SealedMessage>`
    select m.id, m.box, k.sealed as "boxKey", m.sealed, m.day,
      case when m.reply is null then 'applicant' else 'branch' end as "from"
    from certificates.message m
    join vault.box_key k on k.box = m.box and k.holder = ${holder}
    where m.request = ${request} and octet_length(m.sealed) > 0 order by m.number`.execute(db)
  return rows
}

export interface BoxToSealTo {
  readonly branch: string
  readonly name: string
  readonly box: string
  readonly recipient: string
}

/** The other branches that can agree. */
export async function findApproving(
  db: Reader,
  { branch, weeks }: { branch: string; weeks: readonly [string, string] },
): Promise<BoxToSealTo[]> {
  const { rows } = await sql<BoxToSealTo>`
    select * from certificates.approving(${branch}, ${weeks[0]}, ${weeks[1]})`.execute(db)
  return rows
}

export async function findReplyRecipient(db: Reader, request: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ recipient: Uint8Array | null }>`
    select certificates.reply_recipient(${request}) as recipient`.execute(db)
  return rows[0]?.recipient ?? null
}

interface MessageRow {
  readonly id: string
  readonly request: string
  readonly day: Day
  readonly box: string
  readonly sealed: Uint8Array
  readonly reply: Uint8Array
  readonly digest: Uint8Array
}

/** `there`: one with this id is there, with the digest that it was kept with, if whoever acts may see it. */
export type MessageKept = { kept: 'now' | 'too-many' } | { kept: 'there'; digest: Uint8Array | null }

export async function insertMessage(tx: Transaction, row: MessageRow): Promise<MessageKept> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${row.request}::text, 4))`.execute(tx)
  const { rows } = await sql`
    insert into certificates.message (id, request, number, day, box, sealed, reply, digest)
    select ${row.id}, ${row.request}, coalesce(max(number), 0) + 1, ${row.day}, ${row.box}, ${row.sealed}, ${row.reply},
      ${row.digest}
    from certificates.message where request = ${row.request}
    having coalesce(max(number), 0) < 40
    on conflict (id) do nothing
    returning number`.execute(tx)
  if (rows.length === 1) return { kept: 'now' }
  const before = await tx
    .selectFrom('certificates.message')
    .select('digest')
    .where('id', '=', row.id)
    .executeTakeFirst()
  return before ? { kept: 'there', digest: before.digest } : { kept: 'too-many' }
}

export async function insertClosed(
  tx: Transaction,
  row: { request: string; day: Day; how: 'declined'; reason: DeclineReason },
): Promise<boolean> {
  const { rows } = await sql`
    insert into certificates.closed (request, day, how, reason)
    values (${row.request}, ${row.day}, ${row.how}, ${row.reason}) on conflict do nothing returning request`.execute(
    tx,
  )
  return rows.length === 1
}

export async function isDeclined(
  tx: Transaction,
  { request, reason }: { request: string; reason: DeclineReason },
): Promise<boolean> {
  const { rows } = await sql`
    select from certificates.closed where request = ${request} and how = 'declined' and reason = ${reason}`.execute(
    tx,
  )
  return rows.length === 1
}

export interface PreparedRow {
  readonly approval: string
  readonly request: string
  readonly day: Day
  readonly toBranch: string
  readonly toBox: string
  readonly toSealed: Uint8Array
  readonly ownBox: string
  readonly ownSealed: Uint8Array
}

export async function insertPrepared(tx: Transaction, row: PreparedRow): Promise<void> {
  await sql`
    insert into certificates.prepared
      (approval, request, day, to_branch, to_box, to_sealed, own_box, own_sealed)
    values (${row.approval}, ${row.request}, ${row.day}, ${row.toBranch}, ${row.toBox}, ${row.toSealed}, ${row.ownBox},
      ${row.ownSealed})`.execute(tx)
}

/** What was prepared, from the box that this holder can open: the approving branch's, or that of the branch that asks. */
export async function findPrepared(
  db: Reader,
  { approval, holder }: { approval: string; holder: string },
): Promise<(SealedWithKey & { request: string }) | undefined> {
  const { rows } = await sql<SealedWithKey & { request: string }>`
    select p.request, lies.box, k.sealed as "boxKey", lies.sealed
    from certificates.prepared p
    cross join lateral (values (p.to_box, p.to_sealed), (p.own_box, p.own_sealed)) as lies (box, sealed)
    join vault.box_key k on k.box = lies.box and k.holder = ${holder}
    where p.approval = ${approval} and octet_length(lies.sealed) > 0
    limit 1`.execute(db)
  return rows[0]
}

export async function findCopy(
  db: Reader,
  { number, holder }: { number: string; holder: string },
): Promise<SealedWithKey | undefined> {
  const { rows } = await sql<SealedWithKey>`
    select i.box, k.sealed as "boxKey", i.copy as sealed
    from certificates.issued i
    join certificates.state s on s.number = i.number and s.state = 'valid'
    join vault.box_key k on k.box = i.box and k.holder = ${holder}
    where i.number = ${number} and octet_length(i.copy) > 0`.execute(db)
  return rows[0]
}

export interface SealedRecord extends SealedWithKey {
  readonly number: string
  readonly day: Day
  readonly list: number
  readonly index: number
  readonly lookup: Uint8Array
  readonly state: CertificateState
}

/** Every certificate of these branches as it was signed, a page at a time: for a browser that verifies all of them anew. */
export async function findRecords(
  db: Reader,
  { after, holder, most }: { after: string; holder: string; most: number },
): Promise<SealedRecord[]> {
  const { rows } = await sql<SealedRecord>`
    select i.number, i.day, n.list, n.index, i.lookup, s.state, i.box, k.sealed as "boxKey", i.record as sealed
    from certificates.issued i
    join certificates.intent n on n.number = i.number
    join certificates.state s on s.number = i.number
    join vault.box_key k on k.box = i.box and k.holder = ${holder}
    where i.number > ${after} and octet_length(i.record) > 0
    order by i.number limit ${most}`.execute(db)
  return rows
}

/** Null where there is no such certificate. */
export async function insertHandedOver(
  tx: Transaction,
  row: { number: string; day: Day },
): Promise<'now' | 'before' | null> {
  const { rows } = await sql`
    insert into certificates.handed_over (number, day)
    select i.number, ${row.day} from certificates.issued i where i.number = ${row.number}
    on conflict do nothing returning number`.execute(tx)
  if (rows.length === 1) return 'now'
  const { rows: before } = await sql`
    select from certificates.handed_over where number = ${row.number}`.execute(tx)
  return before.length === 1 ? 'before' : null
}

export async function insertChange(
  tx: Transaction,
  row: { number: string; state: CertificateState; reason: string; day: Day; approval: string },
): Promise<void> {
  await sql`
    insert into certificates.change (number, state, reason, day, approval)
    values (${row.number}, ${row.state}, ${row.reason}, ${row.day}, ${row.approval})`.execute(tx)
}

/** Null where few are: `asked` in the last year. */
export interface BranchFigures {
  readonly branch: string
  readonly name: string
  readonly asked: number | null
  readonly issued: number | null
  readonly waiting: number | null
  readonly oldest: Day | null
  /** From asking to issuing, in days, of half of them at most. */
  readonly medianDays: number | null
}

export async function findFigures(
  db: Reader,
  { day, after, most }: { day: Day; after: string; most: number },
): Promise<BranchFigures[]> {
  const { rows } = await sql<BranchFigures>`
    select branch, name, asked, issued, waiting, oldest, median_days::float8 as "medianDays"
    from certificates.figures(${day}, ${after}, ${most})`.execute(db)
  return rows
}

export async function findWaitingFigures(db: Reader): Promise<{ waiting: number; oldest: Day | null }> {
  const { rows } = await sql<{ waiting: number; oldest: Day | null }>`
    select waiting, oldest from certificates.waiting()`.execute(db)
  return rows[0] ?? { waiting: 0, oldest: null }
}
