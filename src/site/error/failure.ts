/** What to say of something that was thrown: that the database is away or not yet back, or that we are at fault. */
export function failureOf(cause: unknown): 'unavailable' | 'inside' {
  return isUnavailable(cause) ? 'unavailable' : 'inside'
}

/** PostgreSQL's classes 08, 53 and 57P, or no connection at all, or none free within the pool's patience. */
function isUnavailable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const code = 'code' in cause ? String(cause.code) : ''
  return /^(?:08|53|57P)|^E[A-Z]+$/.test(code) || /connection|trying to connect/i.test(cause.message)
}
