// Also runs in a browser.
import type { Place } from '#channels'
import type { Locale, MessageKey } from '#i18n'
import { remembered } from '../basics/remembered.ts'
import { LANGUAGE, type Language } from '../i18n/languages.ts'

/** Places that the platform's own list of names would call otherwise than this register does. */
const OURS = /^(?:CN|HK|MO|TW|ZZ)/

/** What a place is called: by our catalogue, or by the platform's names of countries. */
export function placeName({ t, language }: Locale, place: Place): string {
  if (OURS.test(place)) return t(`place-${place}` as MessageKey)
  return regionsIn(language).of(place) ?? place
}

const regionsIn = remembered(
  (language: Language) => new Intl.DisplayNames(LANGUAGE[language].tag, { type: 'region' }),
)
