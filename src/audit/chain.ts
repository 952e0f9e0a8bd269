import { createHash } from 'node:crypto'

/** An act as it is written down: who did what to which record, under a number without gaps. */
export interface ActRow {
  readonly id: number
  /** Microseconds since 1970, as PostgreSQL keeps time. */
  readonly atMicros: bigint
  readonly who: string
  readonly what: string
  readonly record: string
  /** Over this act and the one before it. */
  readonly hash: Uint8Array
}

/** How far the chain goes, and its last link. */
export interface ActsHead {
  readonly acts: number
  readonly hash: Uint8Array
}

/** The link before the first act. */
export const NO_ACTS: ActsHead = { acts: 0, hash: new Uint8Array(32) }

/**
 * SHA-256 over the link before and the act, a line for each value. The database makes the links
 * (`audit.link`, db/current/audit/functions.sql); here is the same once more, so that neither is believed alone.
 */
export function linkOf(
  before: Uint8Array,
  { id, atMicros, who, what, record }: Omit<ActRow, 'hash'>,
): Uint8Array {
  return createHash('sha256')
    .update(before)
    .update(`${id}\n${atMicros}\n${who}\n${what}\n${record}\n`)
    .digest()
}

/** The text that a leaf of the ledger stands for: the acts up to one, and nothing of any of them. */
export function headText({ acts, hash }: ActsHead): string {
  return `exeunt-acts/v1\nacts ${acts}\nhash ${Buffer.from(hash).toString('base64')}\n`
}
