import { type Day, isDay } from '#basics'
import { cleanName, NAME_MAX } from '#channels'
import { type Check, CHECKED, CHECKED_HOW, type Holder, isBirth } from '#proof'
import { covers, type Language } from '#i18n'

/**
 * What two people agree to, as JSON: everything that the certificate will say, except what only its signing gives it (number,
 * place in a list of states, day of issue).
 */
export interface Content {
  readonly request: string
  /** 128 bits of chance, base64url: a digest of names and birthdays alone could be found by trying them. */
  readonly salt: string
  readonly languages: readonly [Language, Language]
  readonly holder: Holder
  /** What the register and the ledger have of her, as the issuer saw it. */
  readonly facts: Facts
  readonly checks: readonly Check[]
}

export interface Facts {
  readonly entry: number
  readonly line: number
  readonly received: Day
  readonly registered: Day
  readonly left: { readonly party: boolean; readonly league: boolean; readonly pioneers: boolean }
  readonly leaf: number
}

/** Far above what one has: two names of full length, in the longest script. */
export const CONTENT_MAX_BYTES = 8 * 1024
/** Three documents and the return code: more does not fit onto the page. */
const CHECKS_MAX = 4
const SALT = /^[\w-]{22}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Undefined for what is none. What is read says the same as the text and nothing more: the text is what was agreed to. */
export function readContent(text: string): Content | undefined {
  const content = asContent(parsed(text))
  return content && JSON.stringify(content) === text ? content : undefined
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function asContent(value: Fields): Content | undefined {
  const { request, salt } = value
  const holder = asHolder(fieldsOf(value['holder']))
  const facts = asFacts(fieldsOf(value['facts']))
  const languages = asLanguages(value['languages'])
  const checks = asChecks(value['checks'])
  if (typeof request !== 'string' || !UUID.test(request)) return undefined
  if (typeof salt !== 'string' || !SALT.test(salt)) return undefined
  if (!holder || !facts || !languages || !checks) return undefined
  // A legal name is put where somebody saw it; of a published one nobody has seen anything but the code.
  const isSeen = checks.some(({ what }) => what !== 'return-code')
  if (isSeen !== (holder.kind === 'named')) return undefined
  return { request, salt, languages, holder, facts, checks }
}

function asHolder({ kind, name, latin, born, birthplace }: Fields): Holder | undefined {
  if (!isName(name)) return undefined
  if (kind === 'pseudonym') return { kind, name }
  if (kind !== 'named' || !isName(latin) || typeof born !== 'string' || !isBirth(born)) return undefined
  if (birthplace !== '' && !isName(birthplace)) return undefined
  return { kind, name, latin, born, birthplace }
}

function isName(value: unknown): value is string {
  return (
    typeof value === 'string' && value !== '' && value.length <= 2 * NAME_MAX && cleanName(value) === value
  )
}

function asFacts({ entry, line, received, registered, left, leaf }: Fields): Facts | undefined {
  const { party, league, pioneers } = fieldsOf(left)
  if (!isCount(entry) || !isCount(line) || !isCount(leaf)) return undefined
  if (typeof received !== 'string' || !isDay(received)) return undefined
  if (typeof registered !== 'string' || !isDay(registered)) return undefined
  if (typeof party !== 'boolean' || typeof league !== 'boolean' || typeof pioneers !== 'boolean')
    return undefined
  return { entry, line, received, registered, left: { party, league, pioneers }, leaf }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function asLanguages(value: unknown): [Language, Language] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [first, second] = value.map(String)
  if (first === undefined || second === undefined || first === second) return undefined
  return covers('paper', first) && covers('paper', second) ? [first, second] : undefined
}

function asChecks(value: unknown): Check[] | undefined {
  if (!Array.isArray(value) || value.length > CHECKS_MAX) return undefined
  const checks = value.map((one) => asCheck(fieldsOf(one)))
  return checks.every((one) => one !== undefined) ? checks : undefined
}

function asCheck({ what, how, day }: Fields): Check | undefined {
  const known = { what: CHECKED.find((one) => one === what), how: CHECKED_HOW.find((one) => one === how) }
  if (!known.what || !known.how || typeof day !== 'string' || !isDay(day)) return undefined
  return { what: known.what, how: known.how, day }
}
