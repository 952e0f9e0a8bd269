// Also runs in a browser.
import { remembered } from '../basics/remembered.ts'
import { isLanguage, LANGUAGE } from './languages.ts'

/** Who reads it: a page's words, or the tag that a page has as its `lang`. */
interface Reader {
  readonly language: string
}

/**
 * A day of the centre (`YYYY-MM-DD`), as it is written wherever people read it: 30 November 2026, 2026年11月30日. It has no hour
 * and no zone of its own.
 */
export function dayName({ language }: Reader, day: string): string {
  return days(tagOf(language)).format(new Date(`${day}T12:00:00Z`))
}

/** When somebody was born, as far as her paper has it: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export function birthName(reader: Reader, born: string): string {
  if (born.length === 10) return dayName(reader, born)
  const names = born.length === 7 ? months : years
  return names(tagOf(reader.language)).format(new Date(`${born}-01-01`.slice(0, 10)))
}

/** An instant, by the clock of `timeZone`. */
export function momentName({ language }: Reader, instant: Date, timeZone: string): string {
  return moments(timeZone)(tagOf(language)).format(instant)
}

/** An hour to meet, with its day of the week, as a field of a page has it (`YYYY-MM-DDTHH:MM`). Whose clock it is by, it does not say. */
export function hourName({ language }: Reader, typed: string): string {
  return hours(tagOf(language)).format(new Date(`${typed}Z`))
}

/** Whole people, with the language's own grouping: never shortened, never rounded. */
export function count({ language }: Reader, people: number): string {
  return numbers(tagOf(language)).format(people)
}

/** The way of writing of a language, whether it is named as in addresses or as a page has it. */
function tagOf(language: string): string {
  const known = language.toLowerCase()
  return isLanguage(known) ? LANGUAGE[known].dates : language
}

// A formatter takes longer to make than a page to write.
const numbers = remembered((tag: string) => new Intl.NumberFormat(tag))
const days = remembered((tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }))
const months = remembered(
  (tag: string) => new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
)
const years = remembered((tag: string) => new Intl.DateTimeFormat(tag, { year: 'numeric', timeZone: 'UTC' }))
const hours = remembered(
  (tag: string) =>
    new Intl.DateTimeFormat(tag, {
      weekday: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    }),
)
const moments = remembered((timeZone: string) =>
  remembered(
    (tag: string) =>
      new Intl.DateTimeFormat(tag, {
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
  ),
)
