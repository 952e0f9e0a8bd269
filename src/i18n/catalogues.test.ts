import { doesNotMatch, match, ok } from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from '@fluent/syntax'
import { languagesCovering, localeFor, type MessageKey } from './index.ts'

/** A value for every variable that any message uses. */
const VALUES = new Proxy(
  {},
  {
    get: () => 3,
    has: () => true,
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  },
)

/** In some languages there is a space between two sentences, and in others nothing at all. */
const BETWEEN: MessageKey = 'common-between-sentences'

for (const language of languagesCovering('site')) {
  for (const sample of [false, true]) {
    test(`every message of ${language} can be said${sample ? ' in a demonstration' : ''}`, () => {
      const { t } = localeFor(language, { sample })
      for (const key of keysOf(language)) {
        const said = t(key, VALUES)
        ok(said.trim().length > 0 || key === BETWEEN, key)
        doesNotMatch(said, /\{|\}|\?\?\?/, key)
      }
    })
  }
}

test('a demonstration never names a real organisation', () => {
  for (const language of languagesCovering('site')) {
    const { t } = localeFor(language, { sample: true })
    for (const key of keysOf(language))
      doesNotMatch(t(key, VALUES), /Communist|共产|共產|少先|共青/, `${language} ${key}`)
    match(t('organisations-party'), /SAMPLE/)
  }
})

function keysOf(language: string): MessageKey[] {
  return globSync(`locales/${language}/*/*.ftl`)
    .filter((file) => !file.endsWith('/organisations-sample.ftl'))
    .flatMap((file) => parse(readFileSync(file, 'utf8'), {}).body)
    .flatMap((entry) => (entry.type === 'Message' ? [entry.id.name as MessageKey] : []))
}
