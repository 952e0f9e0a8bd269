import { type Database } from '#db'
import { type HybridRecipient, parseRecipient } from '#vault'
import { findNewestBox } from './store.ts'

export interface OpenBox {
  readonly id: string
  readonly recipient: HybridRecipient
}

const FRESH_MS = 5_000

/**
 * The box that submissions are sealed to now, or null while the house has none: until the first
 * member of staff has enrolled, nobody could ever open what came in, so nothing is taken in.
 *
 * A recipient is imported and tried once; importing it for each submission would halve the pace.
 */
export function currentBox(db: Database): () => Promise<OpenBox | null> {
  let known: OpenBox | null = null
  let checkedAt = -Infinity
  return async () => {
    if (known && performance.now() - checkedAt < FRESH_MS) return known
    const newest = await findNewestBox(db)
    checkedAt = performance.now()
    if (newest && newest.id !== known?.id)
      known = { id: newest.id, recipient: parseRecipient(newest.recipient) }
    return known
  }
}
