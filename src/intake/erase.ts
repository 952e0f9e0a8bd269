import { type Transaction } from '#db'
import { emptySubmission } from './store.ts'

/**
 * Destroy what was sealed of a submission, and what its sender said afterwards. Its row stays, without anything
 * in it: that something came in on that day is in the count.
 */
export function eraseSubmission(tx: Transaction, submission: string): Promise<void> {
  return emptySubmission(tx, submission)
}
