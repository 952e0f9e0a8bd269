import { type Transaction } from '#db'
import { emptyQuestions } from './store.ts'

/** Destroy the questions that were asked about a submission. Who decided what, and when, stays. */
export function eraseQuestions(tx: Transaction, submission: string): Promise<void> {
  return emptyQuestions(tx, submission)
}
