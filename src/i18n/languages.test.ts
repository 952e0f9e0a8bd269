import { deepEqual, equal, ok } from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  codeLanguageOf,
  FIRST_LANGUAGE,
  LANGUAGE,
  languageFor,
  LANGUAGES,
  languagesCovering,
  speaks,
} from './index.ts'

test('a row says of its language what the platform says of it', () => {
  for (const language of LANGUAGES) {
    const { tag, script, dates, direction } = LANGUAGE[language]
    equal(tag.toLowerCase(), language, 'it stands in addresses as its tag, in lower case')
    equal(Intl.getCanonicalLocales(tag)[0], tag)
    equal(writtenIn(tag), script)
    equal(new Intl.Locale(dates).language, new Intl.Locale(tag).language)
    equal(direction, RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr', 'the way its script runs')
  }
})

test('every folder of the catalogue is a language of the table, and every language has one', () => {
  deepEqual(readdirSync('locales').toSorted(), [...LANGUAGES].toSorted())
})

test('nothing but the table lists languages, in code and in the database', () => {
  const files = globSync(['src/**/*.{ts,tsx,css}', 'db/**/*.sql', 'tools/**/*.{ts,mjs}']).filter(
    (file) => !file.endsWith('.test.ts') && file !== 'src/i18n/languages.ts',
  )
  ok(files.length > 300)
  const tag = new RegExp(`['"](?:${LANGUAGES.flatMap((one) => [one, LANGUAGE[one].tag]).join('|')})['"]`, 'g')
  for (const file of files)
    for (const line of readFileSync(file, 'utf8').split('\n'))
      ok((line.match(tag)?.length ?? 0) < 2, `${file} lists languages: ${line}`)
})

test('whoever asks for a language that a page is not in reads the whole page in the first one', () => {
  for (const area of ['site', 'desk', 'paper'] as const) {
    ok(languagesCovering(area).includes(FIRST_LANGUAGE), `the first language covers the ${area}`)
    for (const language of languagesCovering(area)) equal(languageFor(area, language), language)
    for (const none of ['', 'xx', 'EN', '__proto__', 'constructor'])
      equal(languageFor(area, none), FIRST_LANGUAGE)
  }
})

test('every language writes its return codes in the words of a language that is there', () => {
  for (const language of LANGUAGES) equal(codeLanguageOf(codeLanguageOf(language)), codeLanguageOf(language))
})

test('what is said in a language says which, and the way it runs', () => {
  deepEqual(speaks('zh-hant'), { lang: 'zh-Hant', dir: 'ltr' })
})

/** ISO 15924's codes of scripts that run from right to left, of languages that are written today. */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'])

function writtenIn(tag: string): string | undefined {
  return new Intl.Locale(tag).maximize().script
}
