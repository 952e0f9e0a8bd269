import { remembered } from '#basics'
import { type Place } from '#channels'
import { type Language, LANGUAGE, type Locale, type MessageKey } from '#i18n'

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
