import { type Day } from '#basics'
import { LANGUAGE_TAG, type Words } from '#words'

/** A count, whole and with the language's own grouping: never shortened, never rounded. */
export function count({ language }: Words, people: number): string {
  return new Intl.NumberFormat(LANGUAGE_TAG[language]).format(people)
}

/** A day of the centre, which has no hour and no zone of its own. */
export function dayName({ language }: Words, day: Day): string {
  return new Intl.DateTimeFormat(LANGUAGE_TAG[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

/** The two values of `common-as-of`: an instant on the centre's clock, and whose clock that is. */
export function moment(words: Words, instant: string, timeZone: string): { moment: string; zone: string } {
  const format = new Intl.DateTimeFormat(LANGUAGE_TAG[words.language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  })
  return { moment: format.format(new Date(instant)), zone: zoneName(words, timeZone) }
}

/** What the catalogue calls the zone: Fluent's keys know no slash. */
export function zoneName({ t }: Words, timeZone: string): string {
  return t('common-zone', { zone: timeZone.replaceAll('/', '-') })
}
