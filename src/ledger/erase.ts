import { type Transaction } from '#db'
import { eraseSubmission } from '#intake'
import { eraseFromRegister } from '#register'
import { eraseCorrections, eraseQuestions } from '#review'
import { deleteOpenings, lockHead } from './store.ts'

/**
 * Destroy what the installation has of the people of an entry, or of the one on a line: the record, what it was sealed
 * from, and the keys of their leaves. Their leaves are 32 random bytes from then on, for everybody and for ever;
 * not a byte of the ledger changes, and the count stands.
 *
 * What was sealed was sealed as a whole, so it goes with the first line that is erased. Copies that others made
 * of the page, of a day's file or of a backup are beyond any program.
 */
export async function eraseEntry(
  tx: Transaction,
  erased: { number: number; line: number | null },
): Promise<{ outcome: 'erased'; leaves: number; submission: string | null } | { outcome: 'not-there' }> {
  // Or a batch that has read the record already would put its key in after it was deleted here.
  await lockHead(tx)
  const fromRegister = await eraseFromRegister(tx, erased)
  if (fromRegister.outcome === 'not-there') return fromRegister
  await eraseCorrections(tx, erased.number)
  const { submission } = fromRegister
  if (submission !== null) {
    await eraseSubmission(tx, submission)
    await eraseQuestions(tx, submission)
  }
  return { outcome: 'erased', leaves: await deleteOpenings(tx, erased), submission }
}
