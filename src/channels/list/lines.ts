import { type Place } from './reading.ts'

export interface Line extends Place {
  readonly text: string
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** The lines of a list, whatever machine ended them; blank ones too, so that numbers are as an editor shows them. */
export function linesOf(list: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const { 0: mark, index } of list.matchAll(LINE_END)) {
    lines.push({ line: lines.length + 1, start, end: index, text: list.slice(start, index) })
    start = index + mark.length
  }
  lines.push({ line: lines.length + 1, start, end: list.length, text: list.slice(start) })
  return lines
}
