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
}

/** The form as typed so far. It can always be shown again, whatever was wrong with it. */
export interface Draft {
  readonly people: readonly DraftPerson[]
  readonly list: string
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

const BLANK_PERSON: DraftPerson = {
  name: '',
  nameKind: 'pseudonym',
  party: false,
  league: false,
  pioneers: false,
  unsure: false,
  basis: 'self',
  agreed: false,
}

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
 * Read what a form sent. Person fields are named `p<index><letter>`, short because a list of two
 * hundred people sends sixteen hundred of them over a slow line.
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
  })
  const stated = Number(text('people'))
  const count = Number.isInteger(stated) ? Math.min(Math.max(stated, 1), PEOPLE_MAX) : 1
  return {
    people: Array.from({ length: count }, (_, index) => person(`p${index}`)),
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

/** One more person, who is likely to leave the same organisations as the one before. */
export function addPerson(draft: Draft): Draft {
  const last = draft.people.at(-1) ?? BLANK_PERSON
  const person = { ...last, name: '', basis: 'asked', agreed: false }
  return { ...draft, people: [...draft.people, person].slice(0, PEOPLE_MAX) }
}

/** One person fewer. The last one stays: a declaration is somebody's. */
export function removePerson(draft: Draft, index: number): Draft {
  const people = draft.people.filter((_, at) => at !== index)
  return { ...draft, people: people.length > 0 ? people : [BLANK_PERSON] }
}
