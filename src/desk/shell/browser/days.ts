import { dayAt } from '../../../basics/calendar.ts'
import { birthName, count, dayName, momentName } from '../../../i18n/days.ts'

/** The day that it is at the centre, whatever the clock of this machine calls it. */
export function today(): string {
  return dayAt(new Date(), zone())
}

/** A day, in the words of this page. */
export function dayInWords(day: string): string {
  return dayName(reader(), day)
}

/** When somebody was born, as far as her paper has it. */
export function birthInWords(born: string): string {
  return birthName(reader(), born)
}

/** An instant by the centre's clock, which the page names. */
export function momentInWords(instant: string): string {
  return momentName(reader(), new Date(instant), zone())
}

/** So many people, with the grouping of this page's language. */
export function figure(people: number): string {
  return count(reader(), people)
}

/** Of the centre: that of every day and hour which the desk shows. */
export function zone(): string {
  return document.body.dataset['zone'] ?? 'UTC'
}

function reader() {
  return { language: document.documentElement.lang }
}
