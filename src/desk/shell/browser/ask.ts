import { CALLS } from 'desk:areas'
import type { Calls } from '../../areas.ts'
import type { Schema } from '#parse'
import type { Wire } from '../contract.ts'

/** The desk could not be asked, or did not let us: `reason` ends a `desk-problem-…` message. */
export class Unanswered extends Error {
  readonly reason: 'network' | 'signed-out' | 'not-allowed' | 'touch-needed'

  constructor(reason: Unanswered['reason']) {
    super(reason)
    this.reason = reason
  }
}

type CallName = keyof Calls
type Sent<Name extends CallName> = Calls[Name] extends { readonly body: Schema<unknown, infer Body> }
  ? Body
  : never
type At<Name extends CallName> = Calls[Name]['path'] extends `${string}/:branch/${string}`
  ? { branch: string }
  : undefined
/** What comes back. That something is not allowed is thrown, whoever finds it so. */
export type Reply<Name extends CallName> = Exclude<
  Wire<Awaited<ReturnType<Calls[Name]['answer']>>>,
  { readonly outcome: 'not-allowed' }
>
type Args<Name extends CallName> =
  At<Name> extends undefined
    ? {} extends Sent<Name>
      ? [body?: Sent<Name>]
      : [body: Sent<Name>]
    : [body: Sent<Name>, at: At<Name>]

/** Ask the desk's server. What it takes and what it answers is in the contract of the call's area. */
export async function ask<Name extends CallName>(
  name: Name,
  ...[body, at]: Args<Name>
): Promise<Reply<Name>> {
  const path = CALLS[name].replace(':branch', encodeURIComponent(at?.branch ?? ''))
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  }).catch(() => {
    throw new Unanswered('network')
  })
  if (response.status >= 500) throw new Unanswered('network')
  const reply = (await response.json()) as Reply<Name> & { outcome?: string }
  const { outcome } = reply
  if (outcome === 'signed-out' && name !== 'signOut') throw new Unanswered('signed-out')
  // What our own script sends is always well-formed, or the script is at fault.
  if (response.status === 400 || response.status === 413) throw new Error(`${path}: ${outcome}`)
  if (outcome === 'not-allowed' || outcome === 'touch-needed') throw new Unanswered(outcome)
  return reply
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
