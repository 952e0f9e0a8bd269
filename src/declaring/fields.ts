// What the fields of the form are called, and what they say. Nothing behind the fronts knows any of these names.
import {
  BASES,
  type Change,
  type Draft,
  type DraftPerson,
  type Fault,
  PEOPLE_MAX,
  type PersonPart,
  VISIBILITIES,
  withFewOpen,
} from '#channels'
import { type Form } from '#http'
import { readRow, writeRow } from './rows.ts'

/**
 * Two hundred people with names of eighty four-byte characters, percent-encoded, and a full text
 * come to some 280 kB. Nothing honest is larger.
 */
export const FORM_MAX_BYTES = 320 * 1024

/** A form of a declaration as it was sent. */
export interface SentForm {
  readonly draft: Draft
  /** A field that people do not see. Programs that fill in forms fill it in. */
  readonly trap: string
  readonly token: string
  /** The button that was pressed. */
  readonly act: string
  /** It was sent from the page that shows everything once more. */
  readonly lookedOver: boolean
}

export function readSent(form: Form): SentForm {
  return {
    draft: readDraft(form),
    trap: form.get('website') ?? '',
    token: form.get('token') ?? '',
    act: form.get('do') ?? '',
    lookedOver: form.get('step') === 'review',
  }
}

/**
 * The fields of a person are named `p<index><letter>`. Whoever is a row has none: she stands, one line a person, in `rows`,
 * where the lines of the others are left empty.
 */
export function readDraft(form: Form): Draft {
  const text = (name: string) => form.get(name) ?? ''
  const ticked = (name: string) => form.has(name)
  const person = (prefix: string): DraftPerson => ({
    name: text(`${prefix}n`),
    nameKind: oneOf(['real', 'pseudonym'], text(`${prefix}k`)),
    party: ticked(`${prefix}p`),
    league: ticked(`${prefix}l`),
    pioneers: ticked(`${prefix}y`),
    unsure: ticked(`${prefix}u`),
    basis: oneOf(BASES, text(`${prefix}w`)),
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
  return {
    people: withFewOpen(Array.from({ length: Math.min(last + 2, count) }, (_, index) => at(index))),
    list: text('list'),
    listPerson: person('l'),
    words: text('words'),
    place: text('place'),
    visibility: oneOf(VISIBILITIES, text('show')),
    wantsCertificate: ticked('certificate'),
    contact: text('contact'),
    declinesCode: ticked('nocode'),
    earlierCode: text('earlier'),
    linksPublicly: ticked('linked'),
  }
}

/** What a button that does not send asks for; undefined for one that the form does not have. */
export function readChange(act: string, readySentence: string): Change | undefined {
  const [, change, index] = /^(remove|open|fold)-(\d{1,3})$/.exec(act) ?? []
  if (change !== undefined) return { change: change as 'remove' | 'open' | 'fold', index: Number(index) }
  switch (act) {
    case 'language':
    case 'edit':
      return { change: 'none' }
    case 'add':
      return { change: 'add' }
    case 'paste':
      return { change: 'take-list' }
    case 'ready':
      return { change: 'ready-sentence', sentence: readySentence }
    default:
      return undefined
  }
}

/** A fault with the field that it leads to. */
export type FieldFault = Fault & { readonly field: string }

export function atFields(faults: readonly Fault[]): FieldFault[] {
  return faults.map((fault) => ({ ...fault, field: fieldOf(fault) }))
}

function fieldOf(fault: Fault): string {
  if (fault.position === undefined) return FIELD[fault.part]
  const prefix = fault.position === 'all' ? 'l' : `p${fault.position - 1}`
  return `${prefix}${LETTER[fault.part]}`
}

const LETTER = {
  name: 'n',
  nameKind: 'k',
  organisations: 'p',
  basis: 'w',
  agreed: 'a',
} as const satisfies Record<PersonPart, string>

const FIELD = {
  list: 'list',
  words: 'words',
  place: 'place',
  visibility: 'show',
  contact: 'contact',
  wantsCertificate: 'certificate',
  earlierCode: 'earlier',
} as const

/** The lines of those who are rows, for the form on which the others have their fields. */
export function rowsOf({ people }: Draft): string {
  return people.map((person) => (person.row ? writeRow(person) : '')).join('\n')
}

/** All of a form as fields that nobody sees, for a page that shows it and takes it along. */
export function fieldsOf({ draft, trap }: Pick<SentForm, 'draft' | 'trap'>): [name: string, value: string][] {
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
    ['website', trap],
  ]
  return [
    ...texts.filter(([, value]) => value !== ''),
    ...ticks.filter(([, ticked]) => ticked).map(([name]): [string, string] => [name, 'on']),
  ]
}

function oneOf<Value extends string>(known: readonly Value[], sent: string): Value | '' {
  return known.find((value) => value === sent) ?? ''
}
