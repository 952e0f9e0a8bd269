import type { Member } from '../boot.ts'
import { comparedText, signInText } from '../../../staff/vouch.ts'
import { ask, type Reply } from './ask.ts'
import { challengeOver } from './challenge-over.ts'
import { fingerprintOf } from './fingerprint.ts'
import { unwrapIdentity } from './identity.ts'
import { touchPasskey } from './passkey.ts'

export interface SignedIn {
  readonly member: Member
  /** Her secret key. It lives in this page's memory and nowhere else: a reload asks for another touch. */
  readonly identity: string
  readonly recipient: string
  readonly fingerprint: string | null
}

/** The desk did not accept the passkey. */
export class Refused extends Error {}

/** Sign in with a passkey: one touch proves who she is and opens her key. */
export async function signIn(): Promise<SignedIn> {
  const options = await ask('signInOptions')
  // Not what the server says, but a hash of it: so it cannot choose what is signed.
  const challenge = await challengeOver(signInText(options.challenge))
  const touched = await touchPasskey({ ...options, challenge } as Parameters<typeof touchPasskey>[0])
  const reply = await ask('signIn', touched.assertion)
  if (reply.outcome !== 'signed-in') throw new Refused()
  const { member, recipient, key } = reply
  const identity = await openOwnKey(reply, touched)
  const fingerprint = await fingerprintOf(comparedText({ recipient, credential: touched.assertion.id, key }))
  return { member, identity, recipient, fingerprint }
}

/** Her identity, with the touch that has just been made. */
export function openOwnKey(
  {
    wrappedIdentity,
    recipient,
    key,
  }: Pick<Extract<Reply<'signIn'>, { outcome: 'signed-in' }>, 'wrappedIdentity' | 'recipient' | 'key'>,
  { assertion, prf }: Awaited<ReturnType<typeof touchPasskey>>,
): Promise<string> {
  return unwrapIdentity(wrappedIdentity, { recipient, credential: assertion.id, key }, prf)
}
