import { type Day, remembered } from '#basics'
import { LANGUAGE_TAG, type Language, type Words } from '#words'

/** Day before month in English: a register read in twenty countries must not write 11/12. */
const FORMAT_TAG: Record<Language, string> = { ...LANGUAGE_TAG, en: 'en-GB' }

/** A count, whole and with the language's own grouping: never shortened, never rounded. */
export function count({ language }: Words, people: number): string {
  return numbersIn(language).format(people)
}

/** A day of the centre, which has no hour and no zone of its own. */
export function dayName({ language }: Words, day: Day): string {
  return daysIn(language).format(new Date(`${day}T12:00:00Z`))
}

/** The two values of `common-as-of`: an instant on the centre's clock, and whose clock that is. */
export function moment(words: Words, instant: string, timeZone: string): { moment: string; zone: string } {
  return {
    moment: clocksOf(timeZone)(words.language).format(new Date(instant)),
    zone: zoneName(words, timeZone),
  }
}

/** What a zone is called: the centre's usual one by the catalogue, any other by its IANA name. */
export function zoneName({ t }: Words, timeZone: string): string {
  return timeZone === 'Asia/Shanghai' ? t('common-zone-beijing') : timeZone
}

/** How large a download is, to two digits: enough to decide by. */
export function fileSize({ language }: Words, bytes: number): string {
  const [unit, size] =
    bytes < 1_000_000 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const)
  return new Intl.NumberFormat(FORMAT_TAG[language], {
    style: 'unit',
    unit,
    maximumSignificantDigits: 2,
  }).format(size)
}

// A formatter takes longer to make than a page to write.
const numbersIn = remembered((language: Language) => new Intl.NumberFormat(FORMAT_TAG[language]))
const daysIn = remembered(
  (language: Language) =>
    new Intl.DateTimeFormat(FORMAT_TAG[language], { dateStyle: 'long', timeZone: 'UTC' }),
)
const clocksOf = remembered((timeZone: string) =>
  remembered(
    (language: Language) =>
      new Intl.DateTimeFormat(FORMAT_TAG[language], { dateStyle: 'long', timeStyle: 'short', timeZone }),
  ),
)
