/**
 * How the register stands for who asks. Rows are added and never changed, so whatever is read between two looks that agree is the same:
 * what the ledger covers, what is about to be hidden, and how often something was emptied for ever.
 */
export interface RegisterState {
  /** The last number that may be seen. */
  readonly covered: number
  /** Declarations of which neither name nor word is shown, until a checkpoint covers what changes them. */
  readonly changing: string
  readonly emptied: number
}
