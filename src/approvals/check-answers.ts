import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { type Reader } from '#db'
import { challengeOf } from './act.ts'
import { type Assertion, selectAssertion, selectAssertions } from './store.ts'

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Verify every answer anew: its passkey has signed the hash of its verdict and its act, for this desk. Returns the first
 * request whose answer has no such signature, or null.
 */
export async function checkAnswers(db: Reader, { origin }: { origin: string }): Promise<string | null> {
  for (let after = BEFORE_ALL; ;) {
    const page = await selectAssertions(db, after)
    for (const row of page) if (!(await isSigned(row, origin))) return row.request
    const last = page.at(-1)
    if (!last) return null
    after = last.request
  }
}

/**
 * Whether a request is approved, as far as its signature goes: by a passkey of this desk, over exactly this act. On a
 * demonstration (`sample`) nobody has a passkey, and the database's own rules have to do.
 */
export async function isApproved(
  db: Reader,
  request: string,
  { origin, sample }: { origin: string; sample: boolean },
): Promise<boolean> {
  const answer = await selectAssertion(db, request)
  if (answer?.verdict !== 'approved') return false
  return answer.credential === null ? sample : isSigned(answer, origin)
}

async function isSigned(row: Assertion, origin: string): Promise<boolean> {
  const { credential, publicKey, clientData, authenticatorData, signature } = row
  if (!credential || !publicKey || !clientData || !authenticatorData || !signature) return false
  const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: credential,
        rawId: credential,
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
        },
        clientExtensionResults: {},
      },
      expectedChallenge: challengeOf(row.verdict, row.act),
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      // Which counter it was then is nobody's question now.
      credential: { id: credential, publicKey: Uint8Array.from(publicKey), counter: -1 },
    })
    return verified
  } catch {
    return false
  }
}
