import { type Guess } from './list/index.ts'
import { readRow, writeRow } from './rows.ts'
import { PEOPLE_MAX } from './submission.ts'

/** One person as typed so far: any field may be missing or wrong. */
export interface DraftPerson {
  readonly name: string
  readonly nameKind: string
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly unsure: boolean
  readonly basis: string
  readonly agreed: boolean
  /** Shown as one row, as people of a list are. What she does not say for herself, the answers for all say. */
  readonly row: boolean
  /** What the reader of lists took for something that the list does not quite say. */
  readonly guesses: readonly Guess[]
}

/** The form as typed so far. It can always be shown again, whatever was wrong with it. */
export interface Draft {
  readonly people: readonly DraftPerson[]
  readonly list: string
  /** The answers for all people in rows who do not say otherwise. */
  readonly listPerson: DraftPerson
  readonly words: string
  readonly place: string
  readonly visibility: string
  readonly wantsCertificate: boolean
  readonly contact: string
  readonly declinesCode: boolean
  /** The return code of a declaration that she made before, if she wants the two linked. */
  readonly earlierCode: string
  readonly linksPublicly: boolean
  /** A field that people do not see. Programs that fill in forms fill it in. */
  readonly website: string
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
    website: '',
  }
}

/**
 * Two hundred people with names of eighty four-byte characters, percent-encoded, and a full text
 * come to some 280 kB. Nothing honest is larger.
 */
export const FORM_MAX_BYTES = 320 * 1024

/**
 * Read what a form sent. The fields of a person are named `p<index><letter>`. Whoever is a row has none: she stands, one line
 * a person, in `rows`, where the lines of the others are left empty.
 */
export function readDraft(form: ReadonlyMap<string, string>): Draft {
  const text = (name: string) => form.get(name) ?? ''
  const ticked = (name: string) => form.has(name)
  const person = (prefix: string): DraftPerson => ({
    name: text(`${prefix}n`),
    nameKind: text(`${prefix}k`),
    party: ticked(`${prefix}p`),
    league: ticked(`${prefix}l`),
    pioneers: ticked(`${prefix}y`),
    unsure: ticked(`${prefix}u`),
    basis: text(`${prefix}w`),
    agreed: ticked(`${prefix}a`),
    row: false,
    guesses: [],
  })
  const stated = Number(text('people'))
  const count = Number.isInteger(stated) ? Math.min(Math.max(stated, 1), PEOPLE_MAX) : 1
  const rows = text('rows').split(/\r\n|\n/, PEOPLE_MAX)
  const at = (index: number) => {
    const row = rows[index] ?? ''
    return row === '' || form.has(`p${index}n`) ? person(`p${index}`) : readRow(row)
  }
  // A form has fields or a line for each person. Of those whom only the number has, one stays, to be asked about: a form that
  // lost somebody on its way is not taken without her.
  const isThere = (index: number) => form.has(`p${index}n`) || (rows[index] ?? '') !== ''
  let last = count - 1
  while (last > 0 && !isThere(last)) last -= 1
  const people = Array.from({ length: Math.min(last + 2, count) }, (_, index) => at(index))
  return {
    people: folded(people, OPEN_MAX),
    list: text('list'),
    listPerson: person('l'),
    words: text('words'),
    place: text('place'),
    visibility: text('show'),
    wantsCertificate: ticked('certificate'),
    contact: text('contact'),
    declinesCode: ticked('nocode'),
    earlierCode: text('earlier'),
    linksPublicly: ticked('linked'),
    website: text('website'),
  }
}

/** The lines of those who are rows, for the form on which the others have their fields. */
export function rowsOf({ people }: Draft): string {
  return people.map((person) => (person.row ? writeRow(person) : '')).join('\n')
}

/** All of a draft as fields that nobody sees, for a page that shows it and takes it along. */
export function fieldsOf(draft: Draft): [name: string, value: string][] {
  const { listPerson } = draft
  const ticks: [string, boolean][] = [
    ['lp', listPerson.party],
    ['ll', listPerson.league],
    ['ly', listPerson.pioneers],
    ['lu', listPerson.unsure],
    ['la', listPerson.agreed],
    ['certificate', draft.wantsCertificate],
    ['nocode', draft.declinesCode],
    ['linked', draft.linksPublicly],
  ]
  const texts: [string, string][] = [
    ['people', String(draft.people.length)],
    ['rows', draft.people.map(writeRow).join('\n')],
    ['list', draft.list],
    ['lk', listPerson.nameKind],
    ['lw', listPerson.basis],
    ['words', draft.words],
    ['place', draft.place],
    ['show', draft.visibility],
    ['contact', draft.contact],
    ['earlier', draft.earlierCode],
    ['website', draft.website],
  ]
  return [
    ...texts.filter(([, value]) => value !== ''),
    ...ticks.filter(([, ticked]) => ticked).map(([name]): [string, string] => [name, 'on']),
  ]
}

/** One more person, who is likely to leave the same organisations as the one before. */
export function addPerson(draft: Draft): Draft {
  if (draft.people.length >= PEOPLE_MAX) return draft
  const last = draft.people.at(-1) ?? BLANK_PERSON
  const person = { ...last, name: '', basis: 'asked', agreed: false, row: false, guesses: [] }
  const people = folded(draft.people, OPEN_MAX - 1)
  return { ...draft, people: [...people, person] }
}

/** The first of those whose fields stand open become rows, until so many are left, or something is missing of the others. */
function folded(people: readonly DraftPerson[], most: number): DraftPerson[] {
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
