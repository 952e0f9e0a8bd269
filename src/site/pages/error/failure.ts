import { type Logger } from '#basics'

/**
 * What to say of something that was thrown: that the database is away or not yet back, or that we are at fault.
 *
 * Our faults are logged, by class and place. That the database is away is not: it would be a line for
 * every visitor who came meanwhile (invariant: Nobody asks who asks), and the pool has said it already.
 */
export function reported(cause: unknown, logger: Logger): 'unavailable' | 'inside' {
  if (isUnavailable(cause)) return 'unavailable'
  logger.error('site.failed', cause)
  return 'inside'
}

/** PostgreSQL's classes 08, 53 and 57P, no connection at all, none free in time, or no answer in time. */
function isUnavailable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const code = 'code' in cause ? String(cause.code) : ''
  return (
    /^(?:08|53|57P)|^E[A-Z]+$/.test(code) || /connection|trying to connect|read timeout/i.test(cause.message)
  )
}
