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
  const headersOfFront = Object.entries(
    front === 'desk' ? headersUnder([...NOTHING_BUT_OURS, ...OWN_SCRIPT, ...OWN_FRAME]) : plainHeaders(),
  )
  return async (c, next) => {
    await next()
    const { headers } = c.res
    for (const [name, value] of headersOfFront)
      if (FIXED.has(name) || !headers.has(name)) headers.set(name, value)
  }
}

interface Allowed {
  /** This page may run a script of ours. Every other page of the site may run none. */
  readonly ownScript?: boolean
  /** For a page that is one file: its own policy names its script and its style by their hashes. */
  readonly alone?: string | undefined
}

/** The same for a page of the site that is made once for everybody, with what this one page may do besides. */
export function pageHeaders({ ownScript = false, alone }: Allowed = {}): Readonly<Record<string, string>> {
  if (alone === undefined)
    return headersUnder(ownScript ? [...NOTHING_BUT_OURS, ...OWN_SCRIPT] : NOTHING_BUT_OURS)
  return {
    ...plainHeaders(),
    'Content-Security-Policy': alone,
    // The page that reads codes from paper is the one that may ask for a camera.
    'Permissions-Policy': POLICIES_OFF.replace('camera=()', 'camera=(self)'),
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
