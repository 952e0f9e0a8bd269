import { erasePayloads } from '#approvals'
import { type Transaction } from '#db'
import { emptyQuestions } from './store.ts'

/** Destroy the questions that were asked about a submission. Who decided what, and when, stays. */
export function eraseQuestions(tx: Transaction, submission: string): Promise<void> {
  return emptyQuestions(tx, submission)
}

/** Destroy what was asked to be corrected of an entry. That it was, and who agreed, stays, with a digest of it. */
export function eraseCorrections(tx: Transaction, entry: number): Promise<void> {
  return erasePayloads(tx, entry)
}
