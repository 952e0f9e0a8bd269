import { type Brand } from '#basics'
import { type HybridRecipient } from './recipient.ts'

/** The name of a box: a version 4 UUID in lower case, so that names tell nothing of their order. */
export type BoxId = Brand<string, 'BoxId'>

/** What a box holds. One class never shares a key with another, so access to one gives none to the next. */
export type BoxClass = 'contact' | 'papers' | 'draft'

/** The key pair that records of one branch, week and class are sealed to (invariant: One box). */
export interface Box {
  readonly id: BoxId
  readonly class: BoxClass
  readonly branch: string
  /** ISO 8601 week of the centre's time zone, `2026-W47`. */
  readonly week: string
  readonly recipient: HybridRecipient
}
