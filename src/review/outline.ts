import { createHash } from 'node:crypto'
import { type Decision } from './decision.ts'

/** What the desk's browser puts in the place of a hidden character. */
const BLOCK = '▇'

/**
 * SHA-256 over what of a declaration a decision makes public, without a word of it: who is on it and what each leaves,
 * which names are shown, whether words are, and whether something in them is hidden. Two who decide alike come to the
 * same. Null where nothing is registered.
 */
export function outlineOf(decision: Decision): Uint8Array | null {
  if (decision.verdict !== 'register' && decision.verdict !== 'register-uncounted') return null
  const { people, words, shown } = decision.version
  const outline = {
    shown,
    words: words !== null,
    redacted: words?.includes(BLOCK) ?? false,
    people: people.map(({ position, name, party, league, pioneers }) => [
      position,
      name !== null,
      party,
      league,
      pioneers,
    ]),
  }
  return createHash('sha256').update(JSON.stringify(outline)).digest()
}
