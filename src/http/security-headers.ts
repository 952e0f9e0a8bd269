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

/** The desk opens sealed cases in the browser, with one script of its own; the ledger's page checks the count with one. */
const OWN_SCRIPT = ["script-src 'self'", "connect-src 'self'"]
/** The desk shows pictures of documents in a frame that can do nothing else. */
const OWN_FRAME = ["frame-src 'self'"]

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
 * Nobody else is told where somebody came from. We are: under `no-referrer` a browser names no origin to our own forms
 * either, and a form that names none cannot be told from one that a foreign page sent. A browser that does not know
 * `same-origin` goes by the word before it.
 */
const REFERRER_POLICY = 'no-referrer, same-origin'

/**
 * The headers of every answer: nothing foreign is loaded, nothing is sent on, nothing is kept.
 * `no-store` is for the phone that is searched: no page of ours stays in its cache.
 */
export function securityHeaders(front: 'site' | 'desk'): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    const alone: unknown = c.get(ALONE)
    const mayRun = front === 'desk' || c.get(OWN_SCRIPT_ALLOWED) === true
    const policy = [
      ...NOTHING_BUT_OURS,
      ...(mayRun ? OWN_SCRIPT : []),
      ...(front === 'desk' ? OWN_FRAME : []),
    ]
    if (typeof alone === 'string') {
      headers.set('Content-Security-Policy', alone)
      // The page that reads codes from paper is the one that may ask for a camera.
      headers.set('Permissions-Policy', POLICIES_OFF.replace('camera=()', 'camera=(self)'))
    }
    for (const [name, value] of Object.entries(headersUnder(policy)))
      if (FIXED.has(name) || !headers.has(name)) headers.set(name, value)
  }
}

/** Those of an answer that holds words alone: of what was refused before any page was asked. */
export function plainHeaders(): Readonly<Record<string, string>> {
  return headersUnder(NOTHING_BUT_OURS)
}

function headersUnder(policy: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': policy.join('; '),
    'Referrer-Policy': REFERRER_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': POLICIES_OFF,
    'Cache-Control': 'no-store',
  }
}

/** What no page sets by itself; the frame that shows pictures, for one, brings a stricter policy of its own. */
const FIXED: ReadonlySet<string> = new Set([
  'Referrer-Policy',
  'X-Content-Type-Options',
  'Strict-Transport-Security',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Resource-Policy',
])

const OWN_SCRIPT_ALLOWED = 'ownScriptAllowed'

const ALONE = 'alone'

/** For a page that is one file: its own policy names its script and its style by their hashes. */
export function allowAlone(policy: string): MiddlewareHandler {
  return async (c, next) => {
    c.set(ALONE, policy)
    await next()
  }
}

/** For the one route that it stands before: this page may run a script of ours. Every other page may run none. */
export const allowOwnScript: MiddlewareHandler = async (c, next) => {
  c.set(OWN_SCRIPT_ALLOWED, true)
  await next()
}
