import { type Reader } from '#db'
import { lookUpHash, readLookUpCode, readNumber } from '#proof'
import { findByLookUp, type LookedUp } from './applicant-store.ts'

export type LookUp =
  | ({ readonly outcome: 'found' } & LookedUp)
  | { readonly outcome: 'unknown' }
  /** No number, or a code with a slip in it: said without asking anybody. */
  | { readonly outcome: 'number-misread' | 'code-misread' }

const NOTHING = '0'.repeat(12)

/**
 * What became of a certificate whose number and code somebody typed. What cannot be read is asked for as well, in vain.
 * Its declaration is looked at anew each time (invariant: A certificate dies with its declaration).
 */
export async function lookUp(db: Reader, typed: { number: string; code: string }): Promise<LookUp> {
  const number = readNumber(typed.number)
  const code = readLookUpCode(typed.code)
  const found = await findByLookUp(db, lookUpHash(number ?? NOTHING, code ?? NOTHING))
  if (number === undefined) return { outcome: 'number-misread' }
  if (code === undefined) return { outcome: 'code-misread' }
  return found ? { outcome: 'found', ...found } : { outcome: 'unknown' }
}
