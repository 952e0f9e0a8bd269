// Lists as people write them, each with how it reads: names, each with what the list says that she leaves.

export interface SampleList {
  readonly list: string
  /** `name:党团队`, `|` between them; without a colon the list does not say. */
  readonly people: string
  /** Lines that are left to the sender; not looked at where `free`. */
  readonly unread?: number
  /** The right reading is a matter of taste: to be asked is right as well. */
  readonly free?: boolean
}

export { CLEAN } from './test-lists-clean.ts'
export { HOSTILE } from './test-lists-hostile.ts'
export { MESSY } from './test-lists-messy.ts'
