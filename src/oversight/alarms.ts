import { sql } from 'kysely'
import { recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Database, transaction } from '#db'
import { PAGE } from './page.ts'

/** Somebody touched a declaration that is nobody's to open. */
export interface Alarm {
  readonly number: number
  readonly at: Date
  readonly submission: string
  /** Null: whoever asked the database named nobody. */
  readonly member: string | null
  readonly how: 'read' | 'locked' | 'decided' | 'registered' | 'asked-for'
  /** The administrator who has looked into it. */
  readonly seenBy: string | null
  /** Set off by whoever asks: hers to explain, and not to put out. */
  readonly mine: boolean
}

/** The newest alarms before a number. The database answers administrators alone. */
export async function alarms(
  db: Database,
  { before = null }: { before?: number | null } = {},
): Promise<Alarm[]> {
  const { rows } = await sql<Alarm>`
    select number, at, submission, member, how, seen_by as "seenBy", mine
    from oversight.alarms(${before}::bigint, ${PAGE})`.execute(db)
  return rows
}

/** How many alarms nobody has looked into yet. */
export async function openAlarms(db: Database): Promise<number> {
  const { rows } = await sql<{ open: number }>`select oversight.open_alarms() as open`.execute(db)
  return rows[0]?.open ?? 0
}

export function seeAlarm(
  { db, clock }: { db: Database; clock: Clock },
  { by, number }: { by: string; number: number },
): Promise<{ outcome: 'seen' | 'not-yours' }> {
  return transaction(db, async (tx) => {
    const { rows } = await sql<{ seen: boolean }>`select oversight.see_alarm(${number}) as seen`.execute(tx)
    if (!rows[0]?.seen) return { outcome: 'not-yours' }
    await recordAct(tx, { at: clock(), who: by, what: 'alarm-seen', record: String(number) })
    return { outcome: 'seen' }
  })
}

/**
 * Whether a record that somebody named without having it open is a canary; then the alarm is written. To be asked
 * wherever a browser names a record, because the desk never told it that name.
 */
export async function wasCanary(db: Database, submission: string): Promise<boolean> {
  const { rows } = await sql<{ canary: boolean }>`
    select oversight.sound(${submission}::uuid, 'asked-for') as canary`.execute(db)
  return rows[0]?.canary ?? false
}
