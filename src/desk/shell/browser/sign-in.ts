import { type DemoReply, type SignInReply, type WireMember, type WireOwnKey } from '../wire.ts'
import { ask, Unanswered } from './ask.ts'
import { fingerprintOf } from './fingerprint.ts'
import { unwrapIdentity } from './identity.ts'
import { comparedText, signInText } from '../../../staff/vouch.ts'
import { PasskeyProblem, touchPasskey } from './passkey.ts'
import { challengeOver } from './challenge-over.ts'

export interface Seated {
  readonly member: WireMember
  /** Her secret key. It lives in this page's memory and nowhere else: a reload asks for another touch. */
  readonly identity: string
  readonly recipient: string
  readonly fingerprint: string | null
}

/** The desk did not accept the passkey. */
class Refused extends Error {}

/** Sign in with a passkey: one touch proves who she is and opens her key. */
export async function signIn(): Promise<Seated> {
  const options = await ask<Parameters<typeof touchPasskey>[0]>('signInOptions')
  // Not what the server says, but a hash of it: so it cannot choose what is signed.
  const challenge = await challengeOver(signInText(options.challenge))
  const touched = await touchPasskey({ ...options, challenge })
  const reply = await ask<SignInReply>('signIn', touched.assertion)
  if (reply.outcome !== 'signed-in') throw new Refused()
  const { member, recipient, key } = reply
  const identity = await openOwnKey(reply, touched)
  const fingerprint = await fingerprintOf(comparedText({ recipient, credential: touched.assertion.id, key }))
  return { member, identity, recipient, fingerprint }
}

/** Her identity, with the touch that has just been made. */
export function openOwnKey(
  { wrappedIdentity, recipient, key }: WireOwnKey,
  { assertion, prf }: Awaited<ReturnType<typeof touchPasskey>>,
): Promise<string> {
  return unwrapIdentity(wrappedIdentity, { recipient, credential: assertion.id, key }, prf)
}

/** Sit down as one of the two SAMPLE people of a demonstration, whose key is public. */
export async function sitDown(seat: 'reviewer' | 'colleague' = 'reviewer'): Promise<Seated> {
  const reply = await ask<DemoReply>('demoSit', { seat })
  if (reply.outcome !== 'signed-in') throw new Refused()
  return { member: reply.member, identity: reply.identity, recipient: '', fingerprint: null }
}

/** The phrase that tells what went wrong. What is no known way to fail is a fault of ours: it goes to the console as well. */
export function problemOf(cause: unknown): string {
  if (cause instanceof PasskeyProblem) return `desk-problem-${cause.reason}`
  if (cause instanceof Refused) return 'desk-problem-refused'
  if (cause instanceof Unanswered)
    return `desk-problem-${cause.reason === 'touch-needed' ? 'refused' : cause.reason}`
  reportError(cause)
  return 'desk-problem-fault'
}
