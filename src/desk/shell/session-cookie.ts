import { type Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Secret } from '#basics'

// `__Host-`: set by this very host, over a channel that counts as secure, for every path. No domain can plant it.
const NAME = '__Host-s'
const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** The session's token in a request, or null. */
export function sessionToken(c: Context): string | null {
  return getCookie(c, NAME) ?? null
}

/** No age: the cookie ends with the browser, the session by the server's clock. */
export function setSession(c: Context, token: Secret<string>): void {
  setCookie(c, NAME, token.reveal(), ATTRIBUTES)
}

export function clearSession(c: Context): void {
  deleteCookie(c, NAME, ATTRIBUTES)
}
