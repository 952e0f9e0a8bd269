import { InvariantError } from './invariant.ts'
import { placeInOurCode } from './place.ts'

/** What may be said about an event: closed words and figures, never a visitor's data. */
type Detail = Record<string, string | number | boolean>

export interface Logger {
  info(event: string, detail?: Detail): void
  error(event: string, cause: unknown): void
}

/**
 * Program log on stderr: one line an event, no address, no path parameter, no text anybody typed.
 *
 * Messages of foreign errors are dropped on purpose. A database error quotes the row it
 * refused, and a parse error quotes its input; a seized log must answer nothing.
 */
export const stderrLogger: Logger = {
  info(event, detail = {}) {
    const pairs = Object.entries(detail).map(([key, value]) => ` ${key}=${value}`)
    process.stderr.write(`${event}${pairs.join('')}\n`)
  },
  error(event, cause) {
    process.stderr.write(`${event} error=${describe(cause)}\n`)
  },
}

function describe(cause: unknown): string {
  if (cause instanceof InvariantError) return `${cause.name}: ${cause.message}`
  if (!(cause instanceof Error)) return typeof cause
  const code = 'code' in cause && typeof cause.code === 'string' ? `(${cause.code})` : ''
  const place = placeInOurCode(cause)
  return `${cause.name}${code}${place ? ` at ${place}` : ''}`
}
