import { type Day } from '#basics'
import { cleanName, cleanText, isReadable, lengthOf, NAME_MAX } from '#channels'
import { foldLatinName, foldNumber, isBirth } from '#proof'
import { covers, FIRST_LANGUAGE, type Language, languageFor, languagesCovering } from '#i18n'

/** What an applicant says of herself and wants, as it is sealed to the branch. */
export interface Application {
  readonly kind: 'named' | 'pseudonym'
  readonly line: number
  readonly language: Language
  /** The other language on the page. */
  readonly second: Language
  /** Empty, all four, where the published name alone is to stand on it. */
  readonly name: string
  readonly latin: string
  readonly born: string
  readonly birthplace: string
  readonly meeting: 'in-person' | 'call'
  /** When she can come, or where she can be called; empty where nobody has to see a document. */
  readonly when: string
  readonly pickUp: 'code' | 'branch'
}

/** The form as it was typed, so that whatever is wrong with it can be shown again. */
export interface ApplicationDraft {
  readonly kind: string
  readonly line: string
  readonly second: string
  readonly name: string
  readonly latin: string
  readonly year: string
  readonly month: string
  readonly date: string
  readonly birthplace: string
  readonly branch: string
  readonly meeting: string
  readonly when: string
  readonly pickUp: string
}

/** What can be wrong with it. Closed list: each has its own words. */
export type ApplicationFault =
  | 'line'
  | 'name-empty'
  | 'name-unreadable'
  | 'name-long'
  | 'latin-empty'
  | 'latin-letters'
  | 'born-missing'
  | 'born-impossible'
  | 'born-future'
  | 'birthplace-unreadable'
  | 'no-published-name'
  | 'branch'
  | 'when-empty'
  | 'when-long'

export const WHEN_MAX = 500
const LATIN = /^[\p{Script=Latin}\p{M} '’.,-]+$/u
/** Anything longer is too long for a name whatever becomes of it. */
const LATIN_TYPED_MOST = 4_000
/** Nobody who is born before that asks. */
const OLDEST_YEAR = 1900

interface Around {
  readonly language: Language
  readonly today: Day
  /** The lines that can be certified, with the published name where there is one. */
  readonly people: readonly { readonly line: number; readonly name: string | null }[]
  /** The branches that can be asked. */
  readonly branches: readonly string[]
}

export type ReadApplication =
  | { readonly outcome: 'application'; readonly application: Application; readonly branch: string }
  | { readonly outcome: 'faults'; readonly faults: readonly ApplicationFault[] }

/** A typed form as an application, or every fault of it at once. */
export function toApplication(draft: ApplicationDraft, around: Around): ReadApplication {
  const faults: ApplicationFault[] = []
  const person = around.people.find(({ line }) => String(line) === draft.line)
  if (!person) faults.push('line')
  const kind = draft.kind === 'pseudonym' ? 'pseudonym' : 'named'
  if (kind === 'pseudonym' && person && person.name === null) faults.push('no-published-name')
  const holder = kind === 'named' ? readHolder(draft, around.today, faults) : NOBODY_NAMED
  const branch = around.branches.find((one) => one === draft.branch)
  if (branch === undefined) faults.push('branch')
  // Nobody meets whoever shows no document.
  const when = kind === 'named' ? cleanText(draft.when) : ''
  if (kind === 'named' && when === '') faults.push('when-empty')
  if (lengthOf(when) > WHEN_MAX) faults.push('when-long')
  if (faults.length > 0 || !person || branch === undefined) return { outcome: 'faults', faults }
  const language = languageFor('paper', around.language)
  return {
    outcome: 'application',
    branch,
    application: {
      kind,
      line: person.line,
      language,
      second: secondOf(draft.second, language),
      ...holder,
      meeting: draft.meeting === 'call' ? 'call' : 'in-person',
      when,
      pickUp: draft.pickUp === 'branch' ? 'branch' : 'code',
    },
  }
}

const NOBODY_NAMED = { name: '', latin: '', born: '', birthplace: '' } as const

function readHolder(
  draft: ApplicationDraft,
  today: Day,
  faults: ApplicationFault[],
): Pick<Application, 'name' | 'latin' | 'born' | 'birthplace'> {
  const [name, birthplace] = [draft.name, draft.birthplace].map(cleanName)
  const latin = foldLatinName(draft.latin, LATIN_TYPED_MOST)
  if (!name) faults.push('name-empty')
  else if (!isReadable(name)) faults.push('name-unreadable')
  if ([name, latin, birthplace].some((text) => lengthOf(text ?? '') > NAME_MAX)) faults.push('name-long')
  if (!latin) faults.push('latin-empty')
  else if (!LATIN.test(latin)) faults.push('latin-letters')
  if (birthplace && !isReadable(birthplace)) faults.push('birthplace-unreadable')
  const born = readBorn(draft)
  if (born === 'missing') faults.push('born-missing')
  else if (born === 'impossible') faults.push('born-impossible')
  else if (born > today) faults.push('born-future')
  return { name: name ?? '', latin: latin ?? '', born, birthplace: birthplace ?? '' }
}

/**
 * As far as her paper has it: what it lacks is left empty, or is `00` as in passports. The 30th of February, the 13th month and
 * the year 18 are days that there are not.
 */
function readBorn({ year, month, date }: ApplicationDraft): string {
  const typed = [year, month, date].map((part) => (part.trim() === '' ? '0' : foldNumber(part)))
  if (!typed.every((part) => /^\d{1,4}$/.test(part))) return 'impossible'
  const [years = 0, months = 0, days = 0] = typed.map(Number)
  if (years === 0 || (months === 0 && days !== 0)) return 'missing'
  const parts = [String(years).padStart(4, '0'), ...[months, days].map((one) => String(one).padStart(2, '0'))]
  const born = parts.filter((part) => Number(part) !== 0).join('-')
  return isBirth(born) && years >= OLDEST_YEAR ? born : 'impossible'
}

/** Two different ones stand on the page: the reader's own, and one for whoever else reads it. */
function secondOf(asked: string, language: Language): Language {
  if (covers('paper', asked) && asked !== language) return asked
  return languagesCovering('paper').find((one) => one !== language) ?? FIRST_LANGUAGE
}

/** Crockford's base 32: nothing in it is mistaken for something else, spoken or written. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What a request is called by those who speak of it: its branch and whoever asked read the same, as `K7Q-2M9`. It is the first
 * thirty bits of the request's id, so it tells no more, and two requests of a branch hardly ever share one.
 */
export function requestReference(id: string): string {
  const bits = Number.parseInt(id.slice(0, 8), 16) >>> 2
  const digits = Array.from({ length: 6 }, (_, at) => DIGITS[(bits >>> (5 * (5 - at))) & 31])
  return `${digits.slice(0, 3).join('')}-${digits.slice(3).join('')}`
}
