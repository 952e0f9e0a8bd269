import { type Guess } from '../list/index.ts'
import { type Basis, type NameKind, PEOPLE_MAX, type Visibility } from '../submission.ts'

/** One person as stated so far: any part may be missing or wrong. '' where nothing was chosen. */
export interface DraftPerson {
  readonly name: string
  readonly nameKind: NameKind | ''
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly unsure: boolean
  readonly basis: Basis | ''
  readonly agreed: boolean
  /** Shown as one row, as people of a list are. What she does not say for herself, the answers for all say. */
  readonly row: boolean
  /** What the reader of lists took for something that the list does not quite say. */
  readonly guesses: readonly Guess[]
}

/** A form as filled in so far, whatever its fields are called. It can always be shown again, whatever was wrong with it. */
export interface Draft {
  readonly people: readonly DraftPerson[]
  readonly list: string
  /** The answers for all people in rows who do not say otherwise. */
  readonly listPerson: DraftPerson
  readonly words: string
  readonly place: string
  readonly visibility: Visibility | ''
  readonly wantsCertificate: boolean
  readonly contact: string
  readonly declinesCode: boolean
  /** The return code of a declaration that she made before, if she wants the two linked. */
  readonly earlierCode: string
  readonly linksPublicly: boolean
}

export const BLANK_PERSON: DraftPerson = {
  name: '',
  nameKind: 'pseudonym',
  party: false,
  league: false,
  pioneers: false,
  unsure: false,
  basis: 'self',
  agreed: false,
  row: false,
  guesses: [],
}

/** People whose fields stand open at a time; whoever was typed in before is a row by then. */
const OPEN_MAX = 5

export function blankDraft(): Draft {
  return {
    people: [BLANK_PERSON],
    list: '',
    listPerson: { ...BLANK_PERSON, basis: 'asked' },
    words: '',
    place: '',
    // Not chosen for anybody: what becomes public is her own decision.
    visibility: '',
    wantsCertificate: false,
    contact: '',
    declinesCode: false,
    earlierCode: '',
    linksPublicly: false,
  }
}

/** One more person, who is likely to leave the same organisations as the one before. */
export function addPerson(draft: Draft): Draft {
  if (draft.people.length >= PEOPLE_MAX) return draft
  const last = draft.people.at(-1) ?? BLANK_PERSON
  const person: DraftPerson = { ...last, name: '', basis: 'asked', agreed: false, row: false, guesses: [] }
  return { ...draft, people: [...withFewOpen(draft.people, OPEN_MAX - 1), person] }
}

/** The first of those whose fields stand open become rows, until so many are left, or something is missing of the others. */
export function withFewOpen(people: readonly DraftPerson[], most = OPEN_MAX): DraftPerson[] {
  let tooMany = people.filter(({ row }) => !row).length - most
  return people.map((one) => {
    if (one.row || tooMany <= 0 || !isSaid(one)) return one
    tooMany -= 1
    return { ...one, row: true }
  })
}

/** One person fewer. The last one stays: a declaration is somebody's. */
export function removePerson(draft: Draft, index: number): Draft {
  const people = draft.people.filter((_, at) => at !== index)
  return { ...draft, people: people.length > 0 ? people : [BLANK_PERSON] }
}

/** The fields of somebody who was a row; the answers for all are hers from now on, to be changed. */
export function openPerson(draft: Draft, index: number): Draft {
  const people = draft.people.map((one, at) =>
    at === index ? { ...withAnswers(one, draft.listPerson), row: false, guesses: [] } : one,
  )
  return { ...draft, people }
}

export function foldPerson(draft: Draft, index: number): Draft {
  return { ...draft, people: draft.people.map((one, at) => (at === index ? { ...one, row: true } : one)) }
}

/** What holds for somebody in a row: what she says for herself, and else the answers for all. */
export function withAnswers(person: DraftPerson, all: DraftPerson): DraftPerson {
  if (!person.row) return person
  const { party, league, pioneers, unsure } = saysWhat(person) ? person : all
  return { ...person, party, league, pioneers, unsure, agreed: person.agreed || all.agreed }
}

/** Whether it is said of her what she leaves, were it "not sure". */
export function saysWhat({ party, league, pioneers, unsure }: DraftPerson): boolean {
  return party || league || pioneers || unsure
}

/** Whether she needs none of the answers for all. */
function isSaid(person: DraftPerson): boolean {
  const needsAgreement = person.basis === 'relative' || person.basis === 'asked'
  return person.name.trim() !== '' && saysWhat(person) && (person.agreed || !needsAgreement)
}
