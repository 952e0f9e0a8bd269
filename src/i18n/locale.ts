import { readFileSync, readdirSync } from 'node:fs'
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { CHECKOUT, InvariantError } from '#basics'
import { LANGUAGE, type Language } from './languages.ts'
import { type MessageKey } from './messages.ts'

/** Say a message of the catalogue: `t('register-entry-title', { number: 12 })`. */
export type Translate = (key: MessageKey, values?: Record<string, FluentVariable>) => string

/** Everything a page needs to speak one language. */
export interface Locale {
  readonly language: Language
  readonly t: Translate
}

const LOCALES = new URL('locales/', CHECKOUT)
const ORGANISATIONS = 'organisations.ftl'
const SAMPLE_ORGANISATIONS = 'organisations-sample.ftl'

const cache = new Map<string, Locale>()

/**
 * What is said in one language. In a demonstration the organisations are fictitious, in every sentence
 * that names one: the catalogues speak of `{ -party }`, and the demonstration brings other terms.
 */
export function localeFor(language: Language, options: { sample: boolean }): Locale {
  const key = `${language}/${options.sample}`
  const known = cache.get(key)
  if (known) return known
  const locale = { language, t: load(language, options.sample) }
  cache.set(key, locale)
  return locale
}

function load(language: Language, sample: boolean): Translate {
  // Isolation marks around each value keep a figure or a name in another script from turning the sentence round. Where
  // sentences run from left to right `<bdi>` does that for names, and the marks would only be copied along with the text.
  const { tag, direction } = LANGUAGE[language]
  const bundle = new FluentBundle(tag, { useIsolating: direction === 'rtl' })
  const skipped = sample ? ORGANISATIONS : SAMPLE_ORGANISATIONS
  for (const area of LANGUAGE[language].covers) {
    const folder = new URL(`${language}/${area}/`, LOCALES)
    for (const file of readdirSync(folder).toSorted()) {
      if (!file.endsWith('.ftl') || file === skipped) continue
      const errors = bundle.addResource(new FluentResource(readFileSync(new URL(file, folder), 'utf8')))
      if (errors.length > 0) throw new InvariantError(`${language}/${area}/${file}: ${String(errors[0])}`)
    }
  }
  return (key, values) => {
    const pattern = bundle.getMessage(key)?.value
    if (!pattern) throw new InvariantError(`no message ${key} in ${language}`)
    const errors: Error[] = []
    const text = bundle.formatPattern(pattern, values, errors)
    if (errors.length > 0) throw new InvariantError(`message ${key} in ${language}: ${String(errors[0])}`)
    return text
  }
}
