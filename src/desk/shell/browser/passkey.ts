import {
  type AuthenticationResponseJSON,
  bufferToBase64URLString,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { fromBase64, utf8 } from './bytes.ts'
import { keyDigestOf } from './created-key.ts'

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']
type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']

/**
 * The authenticator has no PRF, so it can keep no key: `no-prf`; if it has just made a passkey for nothing, `no-prf-made`.
 * Or it was not touched: `cancelled`.
 */
export class PasskeyProblem extends Error {
  readonly reason: 'no-prf' | 'no-prf-made' | 'cancelled'

  constructor(reason: PasskeyProblem['reason']) {
    super(reason)
    this.reason = reason
  }
}

/**
 * The input of the PRF. One constant for everybody: who signs in is not known before the touch, and each
 * passkey answers with a secret of its own. What it answers is 32 bytes that never leave this browser.
 */
const PRF = { prf: { eval: { first: utf8('exeunt/desk-prf/v1') } } } as const

export interface Created {
  readonly response: {
    id: string
    response: { clientDataJSON: string; attestationObject: string; transports: string[] }
  }
  /** SHA-256 of its public key, hex. */
  readonly key: string
  readonly prf: Uint8Array<ArrayBuffer>
}

/**
 * Make a passkey that can keep a key. Some platforms answer for the PRF only when the passkey is used for the first time,
 * and say nothing of it, or no, before: `touchAgain` is told that one more touch is needed.
 */
export async function createPasskey(
  optionsJSON: CreationOptions,
  { touchAgain }: { touchAgain: () => void },
): Promise<Created> {
  const created = await startRegistration({ optionsJSON: withPrf(optionsJSON) }).catch(cancelled)
  const { clientDataJSON, attestationObject, authenticatorData = '', transports = [] } = created.response
  const data = fromBase64(authenticatorData.replaceAll('-', '+').replaceAll('_', '/'))
  return {
    key: await keyDigestOf(data),
    response: { id: created.id, response: { clientDataJSON, attestationObject, transports } },
    prf: resultOf(prfOf(created.clientExtensionResults)) ?? (await askedAgain()),
  }

  async function askedAgain(): Promise<Uint8Array<ArrayBuffer>> {
    touchAgain()
    return prfOfPasskey(created.id, optionsJSON.rp.id).catch((cause: unknown) => {
      forget(created.id, optionsJSON.rp.id)
      throw cause instanceof PasskeyProblem && cause.reason === 'no-prf'
        ? new PasskeyProblem('no-prf-made')
        : cause
    })
  }
}

/**
 * Tell whoever keeps the passkey that nobody knows it, so that it is offered no more (WebAuthn level 3, 5.1.10). Not every
 * browser can, and a security key is told nothing: so the member is told as well, and waits for no answer to this.
 */
function forget(credentialId: string, rpId = location.hostname): void {
  const known: { signalUnknownCredential?(of: { rpId: string; credentialId: string }): Promise<void> } =
    PublicKeyCredential
  void known.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {})
}

export interface Touched {
  /** For the server: the assertion, and nothing of the extensions. */
  readonly assertion: {
    id: string
    response: Pick<
      AuthenticationResponseJSON['response'],
      'clientDataJSON' | 'authenticatorData' | 'signature'
    > & {
      userHandle: string | null
    }
  }
  readonly prf: Uint8Array<ArrayBuffer>
}

/** One ceremony: the proof for the server, and the PRF output that opens the identity here. */
export async function touchPasskey(optionsJSON: RequestOptions): Promise<Touched> {
  const { id, response, clientExtensionResults } = await startAuthentication({
    optionsJSON: withPrf(optionsJSON),
  }).catch(cancelled)
  const prf = resultOf(prfOf(clientExtensionResults))
  if (!prf) throw new PasskeyProblem('no-prf')
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response
  return { assertion: { id, response: { clientDataJSON, authenticatorData, signature, userHandle } }, prf }
}

/** Sign a hash with whichever of her passkeys is at hand, or of these. No key is opened by it: the page that asks holds none. */
export async function signOver(challenge: string, of: readonly string[] = []): Promise<Touched['assertion']> {
  const { id, response } = await startAuthentication({
    optionsJSON: optionsOver(challenge, of),
  }).catch(cancelled)
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response
  return { id, response: { clientDataJSON, authenticatorData, signature, userHandle } }
}

/** One ceremony over a hash: the proof of it, and the PRF output that opens her identity. */
export function touchOver(challenge: string): Promise<Touched> {
  return touchPasskey(optionsOver(challenge))
}

function optionsOver(challenge: string, of: readonly string[] = []): RequestOptions {
  const allowCredentials = of.map((id) => ({ id, type: 'public-key' as const }))
  return { challenge, allowCredentials, rpId: location.hostname, userVerification: 'required' }
}

/** The PRF output of a passkey just made, asked for anew. The challenge is spent on nothing: no server sees the answer. */
async function prfOfPasskey(id: string, rpId: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = bufferToBase64URLString(crypto.getRandomValues(new Uint8Array(32)).buffer)
  const allowCredentials = [{ id, type: 'public-key' as const }]
  const options = {
    challenge,
    allowCredentials,
    userVerification: 'required' as const,
    ...(rpId ? { rpId } : {}),
  }
  return (await touchPasskey(options)).prf
}

interface PrfResults {
  enabled?: boolean
  results?: { first?: unknown }
}

/** The library hands extension inputs through to the browser as they are; its types do not know PRF. */
function withPrf<Options extends { extensions?: object }>(options: Options): Options {
  return { ...options, extensions: { ...options.extensions, ...PRF } }
}

function prfOf(results: object): PrfResults | undefined {
  return 'prf' in results ? (results.prf as PrfResults) : undefined
}

function resultOf(extension: PrfResults | undefined): Uint8Array<ArrayBuffer> | null {
  const first = extension?.results?.first
  if (first instanceof ArrayBuffer) return new Uint8Array(first)
  return ArrayBuffer.isView(first)
    ? Uint8Array.from(new Uint8Array(first.buffer, first.byteOffset, first.byteLength))
    : null
}

function cancelled(): never {
  throw new PasskeyProblem('cancelled')
}
