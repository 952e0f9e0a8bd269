// This file also runs in the browser: no import, no API that only Node has.

/** One block a character: the reader sees that something stood there, and how much. */
export const BLOCK = '▇'

/** A stretch of a text, in UTF-16 units as selections count, `end` not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The text with a block for every character of the spans. Line breaks stay: they tell nothing, and hold the page together. */
export function redact(text: string, spans: readonly Span[]): string {
  let result = ''
  let offset = 0
  for (const character of text) {
    const hidden = spans.some(({ start, end }) => offset + character.length > start && offset < end)
    result += hidden && character !== '\n' ? BLOCK : character
    offset += character.length
  }
  return result
}

/** Whether `next` is `before` with nothing but more blocks in it, or with no words at all. */
export function isRedactionOf(before: string | null, next: string | null): boolean {
  if (next === null || before === next) return true
  if (before === null) return false
  const [old, now] = [Array.from(before), Array.from(next)]
  return (
    old.length === now.length &&
    old.every((character, index) => now[index] === character || now[index] === BLOCK)
  )
}
