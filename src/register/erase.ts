import { type Transaction } from '#db'
import { emptyEntry, emptyLine, findSubmission, findPositions } from './store.ts'

/**
 * Destroy what the register says of a declaration: words, place and names, in it and in every correction of it;
 * or, where a line is named, the name on that line. Its number, its people and what they left stay, for they are
 * counted. Returns the submission that it came from.
 */
export async function eraseFromRegister(
  tx: Transaction,
  { number, line }: { number: number; line: number | null },
): Promise<{ outcome: 'erased'; submission: string | null } | { outcome: 'not-there' }> {
  const positions = await findPositions(tx, number)
  if (positions.length === 0 || (line !== null && !positions.includes(line))) return { outcome: 'not-there' }
  if (line === null) await emptyEntry(tx, number)
  else await emptyLine(tx, { number, line })
  return { outcome: 'erased', submission: (await findSubmission(tx, number)) ?? null }
}
