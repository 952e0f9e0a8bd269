// Also runs in a browser.
import { LANGUAGE, type Language } from './languages.ts'

/** What Unicode's list of regions has beside countries: unions, outlying places that another code covers, test codes. */
const NO_COUNTRY = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

const letters = Array.from({ length: 26 }, (_, nth) => String.fromCharCode(65 + nth))
const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The countries and territories of ISO 3166-1, by their two letters. */
export const COUNTRIES: readonly string[] = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => english.of(code) !== undefined && !NO_COUNTRY.has(code) && !hasAnotherCode(code))

/** A code that was given up for another, like those of states that are no more. */
function hasAnotherCode(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region !== code
}

/** What a language calls a country. */
export function countryName(language: Language, code: string): string {
  return new Intl.DisplayNames(LANGUAGE[language].tag, { type: 'region' }).of(code) ?? code
}
