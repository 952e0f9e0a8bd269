// This file also runs in the browser: no import of values, no API that only Node has.
import type { Submission } from '#channels'
import type { PublicVersion } from '#review'

/** What the reviewer has hidden beyond what the sender wished. */
export interface Hidden {
  /** The words with their redactions. */
  readonly words: string
  /** Positions, from 1, whose names she does not publish. */
  readonly names: ReadonlySet<number>
}

/**
 * What becomes public of a declaration. The sender's wish is the most that is ever shown; the reviewer can
 * only take away from it. Of a declaration that is only counted, not even the place goes out.
 */
export function publicVersionOf(submission: Submission, hidden: Hidden): PublicVersion {
  const { visibility, language, wantsCertificate, place } = submission
  const shown = visibility !== 'counted'
  const people = submission.people.map(({ name, nameKind, basis, party, league, pioneers }, index) => {
    const position = index + 1
    const published = shown && !hidden.names.has(position)
    return { position, name: published ? name : null, nameKind, basis, party, league, pioneers }
  })
  return {
    people,
    words: visibility === 'name-and-words' && hidden.words !== '' ? hidden.words : null,
    place: shown ? place : null,
    language,
    shown,
    certifiable: wantsCertificate,
  }
}
