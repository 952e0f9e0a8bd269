import { type Route, ROUTES, type RouteName } from '../../routes.ts'

/** The desk could not be asked, or did not let us: `reason` ends a `desk-problem-…` phrase. */
export class Unanswered extends Error {
  readonly reason: 'network' | 'signed-out' | 'not-allowed' | 'touch-needed'

  constructor(reason: Unanswered['reason']) {
    super(reason)
    this.reason = reason
  }
}

/**
 * What was sealed and sent, and whose answer did not come: sealed anew it would be something else. So the same words are sent
 * again as they were, and taken once.
 */
export function keptUntilAnswered<Body>(): {
  body(of: string, seal: () => Promise<Body>): Promise<Body>
  answered(): void
} {
  let kept: { of: string; body: Body } | undefined
  return {
    async body(of, seal) {
      if (kept?.of !== of) kept = { of, body: await seal() }
      return kept.body
    },
    answered() {
      kept = undefined
    },
  }
}

/**
 * Ask the desk's server. What it answers is typed by wire.ts, which both sides share. `at` fills the places in the
 * route's path.
 */
export async function ask<Reply>(
  name: RouteName,
  body: unknown = {},
  at: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const route: Route = ROUTES[name]
  const path = route.path.replace(/:(\w+)/g, (_, place: string) => encodeURIComponent(at[place] ?? ''))
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Unanswered('network')
  })
  if (response.status >= 500) throw new Unanswered('network')
  const reply = (await response.json()) as Reply & { outcome?: string }
  const { outcome } = reply
  if (outcome === 'signed-out' && name !== 'signOut') throw new Unanswered('signed-out')
  // What our own script sends is always well-formed, or the script is at fault.
  if (response.status === 400 || response.status === 413) throw new Error(`${route.path}: ${outcome}`)
  if (outcome === 'not-allowed' || outcome === 'touch-needed') throw new Unanswered(outcome)
  return reply
}
