import type { Check } from '../../old/wire.ts'
import { found, part } from '../../../html/browser/page.ts'
import { today } from '../../shell/browser/days.ts'
import { act, copyOf } from '../../old/browser/page.ts'

/** The checks that an issuer records: rows of what, how and when. */
export function startChecks(): void {
  act('check-add').addEventListener('click', () => addRow(today()))
}

/** One empty row, for what is usually one document. */
export function clearChecks(): void {
  part('checks').replaceChildren()
  addRow(today())
}

/**
 * What was looked at. That the applicant has the return code is a fact of every request; for a published name alone nothing else
 * is looked at. Null where a day is missing.
 */
export function checksOnPage(kind: 'named' | 'pseudonym', asked: string): Check[] | null {
  const code: Check = { what: 'return-code', how: 'online', day: asked }
  if (kind === 'pseudonym') return [code]
  const rows = [...part('checks').querySelectorAll<HTMLElement>('.check')].map((row) => ({
    what: valueOf(row, 'what') as Check['what'],
    how: valueOf(row, 'how') as Check['how'],
    day: valueOf(row, 'day'),
  }))
  return rows.length > 0 && rows.every(({ day }) => day !== '') ? [...rows, code] : null
}

function addRow(day: string): void {
  const row = copyOf('check')
  const field = found(row.querySelector<HTMLInputElement>('[name="day"]'), 'day')
  field.value = day
  field.max = day
  row.querySelector('[name="remove"]')?.addEventListener('click', () => {
    row.remove()
    offerMore()
  })
  part('checks').append(row)
  offerMore()
}

/** With the return code so many fit onto the page. */
const MOST_ROWS = 3

function offerMore(): void {
  act('check-add').disabled = part('checks').children.length >= MOST_ROWS
}

function valueOf(row: HTMLElement, name: string): string {
  return row.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? ''
}
