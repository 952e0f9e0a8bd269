import { sql } from 'kysely'
import { NOBODY, recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Database, type Reader, type Transaction, transaction } from '#db'
import { findRecovery, RECOVERY, RECOVERY_AGAIN, type RecordField } from '#vault'
import { type BoxLine, type RecordLine, type RecoveryHeader, type WaitingMember } from './format.ts'

/** In one trip to the database, and in memory at once. */
const AT_ONCE = 200

export type Exported =
  | { readonly outcome: 'no-recovery-key' }
  | {
      readonly outcome: 'exported'
      readonly boxes: number
      readonly records: number
      readonly waiting: number
    }

/**
 * What the offline opener needs, a line at a time to `write`: the key of every box, as it is sealed to the recovery key, who
 * waits to be given them, and, where it is asked for, everything that lies in the boxes. It opens nothing to whoever has
 * the file and no shares. Written down among the acts first, by nobody, so that no file exists that is not.
 */
export async function exportForRecovery(
  db: Database,
  { clock, withRecords, write }: { clock: Clock; withRecords: boolean; write: (line: string) => void },
): Promise<Exported> {
  const recovery = await findRecovery(db)
  if (!recovery) return { outcome: 'no-recovery-key' }
  const what = withRecords ? 'keys-and-records' : 'keys'
  await transaction(db, (tx) =>
    recordAct(tx, { at: clock(), who: NOBODY, what: 'recovery-exported', record: what }),
  )
  return transaction(db, async (tx) => {
    // The file is of one moment, and says itself how long it is.
    await sql`set transaction isolation level repeatable read, read only`.execute(tx)
    const boxes = await countRows(tx, KEYS)
    const records = withRecords ? await countRows(tx, RECORDS) : 0
    const waiting = await findWaiting(tx)
    for await (const line of lines(tx, { recovery, boxes, records, waiting })) write(line)
    return { outcome: 'exported', boxes, records, waiting: waiting.length }
  })
}

async function* lines(tx: Transaction, header: Omit<RecoveryHeader, 'format'>): AsyncGenerator<string> {
  yield lineOf({ format: 'exeunt-recovery/v1', ...header } satisfies RecoveryHeader)
  for await (const { box, sealed } of pages<{ box: string; sealed: Buffer }>(tx, KEYS))
    yield lineOf({ box, sealed: sealed.toString('base64') } satisfies BoxLine)
  if (header.records === 0) return
  for await (const { box, sealed, record, field } of pages<SealedRow>(tx, RECORDS))
    yield lineOf({ box, record, field, sealed: sealed.toString('base64') } satisfies RecordLine)
}

interface SealedRow {
  readonly box: string
  readonly record: string
  readonly field: RecordField
  readonly sealed: Buffer
}

/** By whoever made the box and by whoever confirmed it: one of two is enough. */
const KEYS = sql`select box, sealed from vault.box_key where holder in (${sql.lit(RECOVERY)}, ${sql.lit(RECOVERY_AGAIN)})`

const named = (field: RecordField) => sql.lit(field)

/** Everything that is sealed to a box and was not erased, by the labels that it was sealed with. */
const RECORDS = sql`
  select box, id::text as record, ${named('submission')} as field, sealed from intake.submission where sealed <> ''
  union all
  select box, submission::text, ${named('contact')}, sealed from intake.contact where sealed <> ''
  union all
  select box, id::text, ${named('followup')}, sealed from intake.followup where sealed <> ''
  union all
  select box, id::text, ${named('certificate-request')}, sealed from certificates.request where sealed <> ''
  union all
  select box, id::text, ${named('certificate-message')}, sealed from certificates.message where sealed <> ''
  union all
  select box, number, ${named('certificate-record')}, record from certificates.issued where record <> ''
  union all
  select question_box, submission::text, ${named('question-desk')}, question_for_desk
  from review.decision where question_for_desk <> ''`

/** By a cursor of the database: there may be more than fits into memory. */
async function* pages<Row>(tx: Transaction, query: typeof RECORDS): AsyncGenerator<Row> {
  await sql`declare recovered no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(AT_ONCE)} from recovered`.execute(tx)
    if (rows.length === 0) break
    yield* rows
  }
  await sql`close recovered`.execute(tx)
}

async function findWaiting(db: Reader): Promise<WaitingMember[]> {
  const { rows } = await sql<WaitingMember>`
    select m.id as member, m.name, m.recipient, c.id as credential, encode(sha256(c.public_key), 'hex') as key
    from staff.member m join staff.credential c on c.member = m.id and not c.retired
    where m.state = 'waiting' and m.recipient is not null
    order by m.name`.execute(db)
  return rows
}

async function countRows(tx: Transaction, of: typeof RECORDS): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from (${of}) as one`.execute(tx)
  return rows[0]?.rows ?? 0
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`
}
