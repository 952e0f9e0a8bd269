// Also runs in a browser.
// What is sealed, as text: one writing, whether the installation seals it or a browser of the staff.
import type { Finding, Person, Submission, TakenDown } from '#channels'
import type { Earlier } from './earlier.ts'

/** What is sealed with a submission: nothing outside tells that it is there. */
export interface Beside {
  /** The declaration that its sender made before, by a door that asks for it. */
  readonly earlier?: Earlier | null
  /** Taken down by an operator, with the people present. */
  readonly inPerson?: TakenDown
  /** The machine's remarks. */
  readonly findings: readonly Finding[]
}

export type Written = Submission & Beside

/**
 * A submission as its reviewer's browser opens it. How to reach its sender is left out, for it lies apart: whoever reviews what
 * she says has no need of it. Always in one order, so that nothing about a text says who wrote it.
 */
export function writeSubmission(submission: Submission, { earlier, inPerson, findings }: Beside): string {
  const { people, words, place, visibility, wantsCertificate, language } = submission
  return JSON.stringify({
    people: people.map(writePerson),
    words,
    place,
    visibility,
    wantsCertificate,
    contact: '',
    language,
    ...(earlier !== undefined && { earlier }),
    ...(inPerson && { inPerson }),
    findings,
  } satisfies Written)
}

function writePerson({ name, nameKind, party, league, pioneers, basis, agreed }: Person): Person {
  return { name, nameKind, party, league, pioneers, basis, agreed }
}

export function readSubmission(text: string): Written {
  return JSON.parse(text) as Written // Who could write another one has the box's recipient, and is met by a reviewer who reads.
}

/**
 * What is said with a return code. `duress`: with the form of the code that somebody was made to show. With or without the mark
 * it has one length, because lengths are padded in steps, and one byte can be a step.
 */
export function writeSaid(said: object, duress: boolean): string {
  const text = JSON.stringify({ ...said, duress })
  return duress ? `${text} ` : text
}
