import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader } from '#db'
import { type CertificateState } from '#proof'

/** Somebody on the declaration of whom something can be certified. */
export interface Certifiable {
  readonly line: number
  /** As it is published; null where it is not. */
  readonly name: string | null
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
}

/** Of one request, as far as whoever has the code is told. */
export interface RequestByCode {
  readonly request: string
  readonly line: number
  readonly day: Day
  readonly branch: string
  readonly state: 'asked' | 'approving' | 'issued' | 'declined' | 'taken-back' | 'withdrawn'
  readonly reason: DeclineReason | null
  readonly number: string | null
  /** What became of the certificate. */
  readonly became: CertificateState | null
  /** The day on which its declaration was withdrawn. */
  readonly withdrawn: Day | null
  readonly ended: Day | null
  /** Its file can be fetched: it is valid, and not too old. */
  readonly kept: boolean
  readonly papers: number
}

/** From the day of its issue on; `certificates.forget` says the same. */
export const FILE_KEPT_DAYS = 90

export const DECLINE_REASONS = [
  'not-met',
  'not-the-person',
  'not-readable',
  'asked-twice',
  'not-certifiable',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

export interface SaidByCode {
  readonly request: string
  readonly id: string
  readonly number: number
  readonly day: Day
  /** Null: she said it herself, and it was sealed to the branch alone. */
  readonly reply: Uint8Array | null
}

/** A branch where certificates can be asked for, with the box to seal to. */
export interface AskableBranch {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly country: string | null
  readonly box: string
  readonly recipient: string
}

export async function findPeople(db: Reader, code: Uint8Array): Promise<Certifiable[]> {
  const { rows } = await sql<Certifiable>`select * from certificates.people_by_code(${code})`.execute(db)
  return rows
}

export async function findRequests(db: Reader, code: Uint8Array): Promise<RequestByCode[]> {
  const { rows } = await sql<RequestByCode>`select * from certificates.by_code(${code})`.execute(db)
  return rows
}

export async function findSaid(db: Reader, code: Uint8Array): Promise<SaidByCode[]> {
  const { rows } = await sql<SaidByCode>`select * from certificates.said_by_code(${code})`.execute(db)
  return rows
}

/** The file of a certificate, sealed to the key of the code. The same question whether or not there is one. */
export async function findFile(
  db: Reader,
  { code, number }: { code: Uint8Array; number: string },
): Promise<Uint8Array | null> {
  const { rows } = await sql<{ file: Uint8Array | null }>`
    select certificates.file_by_code(${code}, ${number}) as file`.execute(db)
  return rows[0]?.file ?? null
}

export async function findBranches(db: Reader, weeks: readonly [string, string]): Promise<AskableBranch[]> {
  const { rows } = await sql<AskableBranch>`
    select * from certificates.branches(${weeks[0]}, ${weeks[1]})`.execute(db)
  return rows
}

export async function findBox(
  db: Reader,
  { code, request }: { code: Uint8Array; request: string },
): Promise<{ box: string; recipient: string } | undefined> {
  const { rows } = await sql<{ box: string; recipient: string }>`
    select box, recipient from certificates.box_by_code(${code}, ${request})`.execute(db)
  return rows[0]
}

export type AskOutcome =
  | 'asked'
  | 'sent-before'
  | 'unknown'
  | 'not-certifiable'
  | 'asked-already'
  | 'too-many'
  | 'closed'

interface NewRequest {
  readonly code: Uint8Array
  readonly id: string
  readonly line: number
  readonly day: Day
  readonly branch: string
  readonly box: string
  readonly sealed: Uint8Array
  readonly digest: Uint8Array
}

export async function insertRequest(db: Reader, row: NewRequest): Promise<AskOutcome> {
  const { rows } = await sql<{ outcome: AskOutcome }>`
    select certificates.ask(${row.code}, ${row.id}, ${row.line}, ${row.day}, ${row.branch}, ${row.box}, ${row.sealed},
      ${row.digest}) as outcome`.execute(db)
  return rows[0]?.outcome ?? 'unknown'
}

export type AddOutcome = 'added' | 'said' | 'sent-before' | 'unknown' | 'closed' | 'too-many'

interface Addition {
  readonly code: Uint8Array
  readonly request: string
  readonly id: string
  readonly box: string
  readonly sealed: Uint8Array
  readonly digest: Uint8Array
}

export async function insertPaper(db: Reader, row: Addition): Promise<AddOutcome> {
  const { rows } = await sql<{ outcome: AddOutcome }>`
    select certificates.add_paper(${row.code}, ${row.request}, ${row.id}, ${row.box}, ${row.sealed},
      ${row.digest}) as outcome`.execute(db)
  return rows[0]?.outcome ?? 'unknown'
}

export async function insertSaid(db: Reader, row: Addition & { day: Day }): Promise<AddOutcome> {
  const { rows } = await sql<{ outcome: AddOutcome }>`
    select certificates.say(${row.code}, ${row.request}, ${row.id}, ${row.day}, ${row.box}, ${row.sealed},
      ${row.digest}) as outcome`.execute(db)
  return rows[0]?.outcome ?? 'unknown'
}

export async function takeRequestBack(
  db: Reader,
  { code, request, day }: { code: Uint8Array; request: string; day: Day },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select certificates.take_back(${code}, ${request}, ${day}) as done`.execute(db)
  return rows[0]?.done ?? false
}

export interface LookedUp {
  readonly state: CertificateState
  readonly day: Day
  /** The number of the one that took its place. */
  readonly successor: string | null
  /** The day on which the declaration was withdrawn. */
  readonly withdrawn: Day | null
}

export async function findByLookUp(db: Reader, hash: Uint8Array): Promise<LookedUp | undefined> {
  const { rows } =
    await sql<LookedUp>`select state, day, successor, withdrawn from certificates.look_up(${hash})`.execute(
      db,
    )
  return rows[0]
}
