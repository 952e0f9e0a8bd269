import { type Logger } from '#basics'
import { isDatabaseAway } from '#db'

/**
 * What to say of something that was thrown: that the database is away or not yet back, or that we are at fault.
 *
 * Our faults are logged, by class and place. That the database is away is not: it would be a line for
 * every visitor who came meanwhile (invariant: Nobody asks who asks), and the pool has said it already.
 */
export function reported(cause: unknown, logger: Logger): 'unavailable' | 'inside' {
  if (isDatabaseAway(cause)) return 'unavailable'
  logger.error('site.failed', cause)
  return 'inside'
}
