import pg from 'pg'
import { type Logger } from '#basics'

/**
 * Whether something failed because the database is away, not yet back, or takes nothing for now: what was asked may be asked
 * again later, and nobody here is at fault. What PostgreSQL refuses for a reason of its own (a rule, a right, a wrong password) is
 * no absence. Nor is a file of ours that cannot be read, though the system has the same words for it.
 */
export function isDatabaseAway(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  if (cause instanceof pg.DatabaseError) return AWAY.test(cause.code ?? '')
  if ('code' in cause && typeof cause.code === 'string') return NETWORK.has(cause.code)
  return DRIVER.test(cause.message)
}

/**
 * What to tell somebody whose request threw: that the database is away or not yet back, or that we are at fault.
 *
 * Our faults are logged as `event`, by class and place. That the database is away is not: it would be a line for everybody who
 * came meanwhile (invariant: Nobody asks who asks), and the pool has said it already.
 */
export function reported(cause: unknown, logger: Logger, event: string): 'unavailable' | 'inside' {
  if (isDatabaseAway(cause)) return 'unavailable'
  logger.error(event, cause)
  return 'inside'
}

/**
 * PostgreSQL's own codes: connections that failed (08), no room for more of them, for memory or on the disk (53), stopped, stopping or
 * starting (57P), input and output (58030), and a server that takes no writes, as one that has just been replaced (25006).
 */
const AWAY = /^(?:08|53|57P|58030$|25006$)/

/** What the system says of an address that nobody answers at. */
const NETWORK: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** The driver has no codes: none answered in time, none was free in time, the one that was used broke. */
const DRIVER =
  /^(?:timeout expired|Query read timeout|timeout exceeded when trying to connect|Connection terminated(?: unexpectedly| due to connection timeout)?|Client has encountered a connection error and is not queryable)$/
