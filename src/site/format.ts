import { type Day } from '#basics'
import { LANGUAGE_TAG, type Language, type Words } from '#words'

/** Day before month in English: a register read in twenty countries must not write 11/12. */
const FORMAT_TAG: Record<Language, string> = { ...LANGUAGE_TAG, en: 'en-GB' }

/** A count, whole and with the language's own grouping: never shortened, never rounded. */
export function count({ language }: Words, people: number): string {
  return new Intl.NumberFormat(FORMAT_TAG[language]).format(people)
}

/** A day of the centre, which has no hour and no zone of its own. */
export function dayName({ language }: Words, day: Day): string {
  return new Intl.DateTimeFormat(FORMAT_TAG[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

/** The two values of `common-as-of`: an instant on the centre's clock, and whose clock that is. */
export function moment(words: Words, instant: string, timeZone: string): { moment: string; zone: string } {
  const format = new Intl.DateTimeFormat(FORMAT_TAG[words.language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  })
  return { moment: format.format(new Date(instant)), zone: zoneName(words, timeZone) }
}

/** What a zone is called: the centre's usual one by the catalogue, any other by its IANA name. */
export function zoneName({ t }: Words, timeZone: string): string {
  return timeZone === 'Asia/Shanghai' ? t('common-zone-beijing') : timeZone
}
