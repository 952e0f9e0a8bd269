import { type Language } from '#i18n'
import { type Draft, type DraftPerson, saysWhat, withAnswers } from './draft.ts'
import { isPlace } from '../places.ts'
import { type Person, type Submission } from '../submission.ts'
import {
  cleanName,
  cleanText,
  hasLetter,
  hasUnreadable,
  isReadable,
  lengthOf,
  NAME_MAX,
  WORDS_MAX,
} from '../text.ts'

export type FaultCode =
  | 'name-missing'
  | 'name-too-long'
  | 'name-unreadable'
  | 'name-only-marks'
  | 'kind-missing'
  | 'organisation-missing'
  | 'basis-missing'
  | 'agreement-missing'
  | 'words-too-long'
  | 'words-unreadable'
  | 'place-unknown'
  | 'visibility-missing'
  | 'contact-too-long'
  | 'certificate-needs-code'
  | 'link-needs-code'
  | 'list-not-taken'
  | 'organisations-of-list'
  | 'agreement-of-list'

/** A part of what is stated of one person. */
export type PersonPart = 'name' | 'nameKind' | 'organisations' | 'basis' | 'agreed'

/** What is wrong, and with which part of the draft. */
export type Fault = {
  readonly code: FaultCode
  readonly name?: string
  /** Of a fault that many people share: how many. */
  readonly count?: number
} & (
  | {
      readonly part:
        | 'list'
        | 'words'
        | 'place'
        | 'visibility'
        | 'contact'
        | 'wantsCertificate'
        | 'earlierCode'
      readonly position?: never
    }
  /** `position` counts people from 1; 'all': the answers for all. */
  | { readonly part: PersonPart; readonly position: number | 'all' }
)

type Outcome = { outcome: 'submission'; submission: Submission } | { outcome: 'faults'; faults: Fault[] }

const CONTACT_MAX = 200

/** Make the submission of a filled-in form, or say everything that is wrong with it, top to bottom. */
export function toSubmission(draft: Draft, language: Language): Outcome {
  const faults: Fault[] = []
  const people = draft.people.map((person, index) =>
    readPerson(withAnswers(person, draft.listPerson), index, faults),
  )
  faults.push(...faultsOfRows(draft))
  if (cleanText(draft.list) !== '') faults.push({ code: 'list-not-taken', part: 'list' })

  const words = cleanText(draft.words)
  if (lengthOf(words) > WORDS_MAX) faults.push({ code: 'words-too-long', part: 'words' })
  if (hasUnreadable(words)) faults.push({ code: 'words-unreadable', part: 'words' })

  const place = draft.place === '' ? null : draft.place
  if (place !== null && !isPlace(place)) faults.push({ code: 'place-unknown', part: 'place' })

  const { visibility } = draft
  if (visibility === '') faults.push({ code: 'visibility-missing', part: 'visibility' })

  const contact = cleanText(draft.contact)
  if (lengthOf(contact) > CONTACT_MAX) faults.push({ code: 'contact-too-long', part: 'contact' })
  // A certificate is asked for with the return code: whoever takes none could never prove the declaration is hers.
  if (draft.wantsCertificate && draft.declinesCode)
    faults.push({ code: 'certificate-needs-code', part: 'wantsCertificate' })
  // Whether a code is known, or one at all, is said to nobody; that none was given is.
  if (draft.linksPublicly && draft.earlierCode.trim() === '')
    faults.push({ code: 'link-needs-code', part: 'earlierCode' })

  if (faults.length > 0 || visibility === '' || (place !== null && !isPlace(place)))
    return { outcome: 'faults', faults }
  const { wantsCertificate } = draft
  return {
    outcome: 'submission',
    submission: { people, words, place, visibility, wantsCertificate, contact, language },
  }
}

/** What people in rows lack is one question for all of them, and not one fault each. */
function faultsOfRows({ people, listPerson }: Draft): Fault[] {
  const rows = people.filter(({ row }) => row).map((person) => withAnswers(person, listPerson))
  const silent = rows.filter((person) => !saysWhat(person)).length
  const unagreed = rows.filter(needsAgreement).length
  const all = { position: 'all' } as const
  return [
    ...(silent > 0
      ? [{ code: 'organisations-of-list', part: 'organisations', count: silent, ...all } as const]
      : []),
    ...(unagreed > 0
      ? [{ code: 'agreement-of-list', part: 'agreed', count: unagreed, ...all } as const]
      : []),
  ]
}

/** A living person other than the sender has to know of it. */
function needsAgreement({ basis, agreed }: DraftPerson): boolean {
  return (basis === 'relative' || basis === 'asked') && !agreed
}

function readPerson(typed: DraftPerson, index: number, faults: Fault[]): Person {
  const name = cleanName(typed.name)
  const fault = (code: FaultCode, part: PersonPart) =>
    faults.push({ code, part, position: index + 1, ...(hasLetter(name) && { name }) })

  if (name === '') fault('name-missing', 'name')
  else if (lengthOf(name) > NAME_MAX) fault('name-too-long', 'name')
  else if (!hasUnreadable(name) && !hasLetter(name)) fault('name-only-marks', 'name')
  else if (!isReadable(name)) fault('name-unreadable', 'name')

  if (typed.nameKind === '') fault('kind-missing', 'nameKind')

  const { nameKind, party, league, pioneers, basis, agreed, row } = typed
  if (!row && !saysWhat(typed)) fault('organisation-missing', 'organisations')

  if (basis === '') fault('basis-missing', 'basis')
  if (!row && needsAgreement(typed)) fault('agreement-missing', 'agreed')

  // The two fallbacks never leave this file: with a fault on the list, no submission is made.
  return { name, nameKind: nameKind || 'pseudonym', party, league, pioneers, basis: basis || 'self', agreed }
}
