import * as v from 'valibot'
import { type Day } from '#basics'
import { cleanName, NAME_MAX } from '#channels'
import { type Check, CHECKED, CHECKED_HOW, type Holder, isBirth } from '#proof'
import { covers, type Language } from '#i18n'
import { count, day, flag, list, parsedJson, type Schema, text, uuid } from '#parse'

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

/** Undefined for what is none. What is read says the same as the text and nothing more: the text is what was agreed to. */
export function readContent(text: string): Content | undefined {
  if (text.length > CONTENT_MAX_BYTES) return undefined
  const read = parsedJson(content, text)
  return read && JSON.stringify(read) === text ? read : undefined
}

const name = v.pipe(
  text({ max: 2 * NAME_MAX }),
  v.check((value) => cleanName(value) === value),
)
const language = v.custom<Language>((value) => typeof value === 'string' && covers('paper', value))

const content: Schema<Content> = v.pipe(
  v.strictObject({
    request: uuid,
    /** 128 bits. */
    salt: text({ max: 22, pattern: /^[\w-]{22}$/ }),
    languages: v.pipe(
      v.strictTuple([language, language]),
      v.check(([first, second]) => first !== second),
    ),
    holder: v.variant('kind', [
      v.strictObject({ kind: v.literal('pseudonym'), name }),
      v.strictObject({
        kind: v.literal('named'),
        name,
        latin: name,
        born: v.pipe(v.string(), v.check(isBirth)),
        birthplace: v.union([v.literal(''), name]),
      }),
    ]),
    facts: v.strictObject({
      entry: count,
      line: count,
      received: day,
      registered: day,
      left: v.strictObject({ party: flag, league: flag, pioneers: flag }),
      leaf: count,
    }),
    checks: list(v.strictObject({ what: v.picklist(CHECKED), how: v.picklist(CHECKED_HOW), day }), {
      max: CHECKS_MAX,
    }),
  }),
  // A legal name is put where somebody saw it; of a published one nobody has seen anything but the code.
  v.check(
    ({ checks, holder }) => checks.some(({ what }) => what !== 'return-code') === (holder.kind === 'named'),
  ),
)
