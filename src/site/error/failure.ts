/** What to say of something that was thrown: that the database is away or not yet back, or that we are at fault. */
export function failureOf(cause: unknown): 'unavailable' | 'inside' {
  return isUnavailable(cause) ? 'unavailable' : 'inside'
}

/** PostgreSQL's classes 08, 53 and 57P, or no connection at all. */
function isUnavailable(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const code = 'code' in cause ? String(cause.code) : ''
  return /^(?:08|53|57P)|^E[A-Z]+$/.test(code) || /connection/i.test(cause.message)
}
