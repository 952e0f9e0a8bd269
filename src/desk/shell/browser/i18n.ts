import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { CATALOGUES } from 'desk:areas'
import type { MessageKey } from '#i18n'
import { FIRST_LANGUAGE, LANGUAGE, type Language } from '../../../i18n/languages.ts'
import { boot } from './boot.ts'
import { store } from './store.ts'

/** The language that the desk speaks now. */
export const language = store<Language>(FIRST_LANGUAGE)

let bundle: FluentBundle | undefined

/**
 * Speak another language from now on. Its sentences are pinned as the script is: what two people are told to compare, no server
 * in the wrong hands can word otherwise.
 */
export async function speak(next: Language): Promise<void> {
  const catalogue = CATALOGUES[next]?.[boot.sample ? 'sample' : 'real']
  if (!catalogue) throw new Error(`the desk does not speak ${next}`)
  const { url, integrity } = catalogue
  const { tag, direction } = LANGUAGE[next]
  const text = await (await fetch(url, { integrity })).text()
  // Isolation marks would only be copied along; `<bdi>` does what they do.
  bundle = new FluentBundle(tag, { useIsolating: false })
  bundle.addResource(new FluentResource(text))
  document.documentElement.lang = tag
  document.documentElement.dir = direction
  language.set(next)
}

/** Say a message of the catalogue. Whoever says it is shown anew when the language changes. */
export function t(key: MessageKey, values?: Record<string, FluentVariable>): string {
  const pattern = bundle?.getMessage(key)?.value
  if (!bundle || !pattern) throw new Error(`no message ${key}`)
  return bundle.formatPattern(pattern, values)
}
