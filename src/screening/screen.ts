// Also runs in a browser.
import type { Finding, Submission } from '#channels'
import { normalized } from '../channels/text.ts'

/** How something came in, as far as its door knows and as it says nothing of the sender. What a door does not know is absent. */
export interface Facts {
  /** From a form's making to its sending. */
  readonly fillSeconds?: number
  /** What stood in a field that people do not see. */
  readonly trap?: string
}

const QUICK_SECONDS = 3
const LONG_LIST = 50

/** A mail address, a link, or a run of digits as long as a phone or identity number. */
const CONTACT = /[\w.+-]@[\w-]+\.\w|https?:\/\/|www\.|(?:\d[\s-]?){7}\d/i

/** The words with which people say that they declare once more. */
const AGAIN = /再次|重新|又一次|第二次|\bagain\b|\bonce more\b/i

/**
 * Remark on a submission while it is in memory. It decides nothing (invariant: Machines remark, people decide):
 * nothing here refuses, and the remarks are sealed with the submission.
 */
export function screen(submission: Submission, { fillSeconds, trap = '' }: Facts): Finding[] {
  const findings: Finding[] = []
  if (fillSeconds !== undefined && fillSeconds < QUICK_SECONDS) findings.push({ code: 'sent-quickly' })
  if (trap !== '') findings.push({ code: 'hidden-field-filled' })
  // Full-width digits and letters are how Chinese keyboards write them, and how people slip past filters.
  if (CONTACT.test(normalized(submission.words, 'NFKC'))) findings.push({ code: 'contact-in-words' })
  if (AGAIN.test(submission.words)) findings.push({ code: 'may-be-repeated' })
  if (submission.people.length > LONG_LIST) findings.push({ code: 'long-list' })
  return [...findings, ...remarkOnPeople(submission)]
}

function remarkOnPeople({ people }: Submission): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const [index, person] of people.entries()) {
    const position = index + 1
    const folded = normalized(person.name, 'NFKC').toLowerCase().replace(/\s/g, '')
    if (seen.has(folded)) findings.push({ code: 'names-repeat', position })
    seen.add(folded)
    if (isOdd(folded)) findings.push({ code: 'odd-name', position })
    if (!person.party && !person.league && !person.pioneers)
      findings.push({ code: 'no-organisation', position })
  }
  return findings
}

/** A single character, only digits, or one character repeated: names that centres were mocked with. */
function isOdd(name: string): boolean {
  return [...name].length < 2 || /^\d+$/.test(name) || new Set(name).size === 1
}
