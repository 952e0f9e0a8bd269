import { type MiddlewareHandler } from 'hono'

const NOTHING_BUT_OURS = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** The desk opens sealed cases in the browser, with one script of its own. The site has none. */
const DESK_MAY_RUN = ["script-src 'self'", "connect-src 'self'"]

const POLICIES_OFF = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
  'browsing-topics',
]
  .map((name) => `${name}=()`)
  .join(', ')

/**
 * The headers of every answer: nothing foreign is loaded, nothing is sent on, nothing is kept.
 * `no-store` is for the phone that is searched: no page of ours stays in its cache.
 */
export function securityHeaders(front: 'site' | 'desk'): MiddlewareHandler {
  const policy = [...NOTHING_BUT_OURS, ...(front === 'desk' ? DESK_MAY_RUN : [])].join('; ')
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('Content-Security-Policy', policy)
    headers.set('Referrer-Policy', 'no-referrer')
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('X-Frame-Options', 'DENY')
    headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    headers.set('Permissions-Policy', POLICIES_OFF)
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  }
}
