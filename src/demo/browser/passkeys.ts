// The passkeys of a demonstration: `navigator.credentials` as a security key would answer, with the keys of the SAMPLE people, which
// are public, and of whoever enrols meanwhile. The desk's own script is the same as everywhere, and knows nothing of it.

interface Passkey {
  /** base64url */
  readonly id: string
  readonly name: string
  readonly key: JsonWebKey
  /** base64url; what the PRF is keyed with. */
  readonly prf: string
}

interface Given {
  readonly passkeys: readonly Passkey[]
  readonly title: string
  readonly note: string
  readonly cancel: string
}

const KEPT = 'exeunt-sample-passkeys'
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
/** Flags of authenticator data: touched and verified; with a new credential in it. */
const TOUCHED = 0x05
const MADE = 0x45

const given = JSON.parse(document.currentScript?.dataset['sample'] ?? '{}') as Given

Object.assign(navigator.credentials, {
  async get({ publicKey }: CredentialRequestOptions) {
    if (!publicKey) throw new DOMException('', 'NotSupportedError')
    const allowed = (publicKey.allowCredentials ?? []).map(({ id }) => toText(bytesOf(id)))
    const passkey = await choose(all().filter(({ id }) => allowed.length === 0 || allowed.includes(id)))
    const clientData = clientDataOf('webauthn.get', publicKey.challenge)
    const authenticatorData = join(await rpOf(publicKey.rpId), [TOUCHED, 0, 0, 0, 0])
    const signed = join(authenticatorData, await sha256(clientData))
    const key = await crypto.subtle.importKey('jwk', passkey.key, P256, false, ['sign'])
    const signature = derOf(
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, signed)),
    )
    return credential(passkey, {
      response: {
        clientDataJSON: clientData.buffer,
        authenticatorData: authenticatorData.buffer,
        signature: signature.buffer,
        userHandle: null,
      },
      extensions: { prf: { results: await answered(passkey, publicKey.extensions) } },
    })
  },

  async create({ publicKey }: CredentialCreationOptions) {
    if (!publicKey) throw new DOMException('', 'NotSupportedError')
    const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
    const key = await crypto.subtle.exportKey('jwk', pair.privateKey)
    const id = crypto.getRandomValues(new Uint8Array(32))
    const prf = toText(crypto.getRandomValues(new Uint8Array(32)))
    const passkey = { id: toText(id), name: publicKey.user.name, key, prf }
    keep(passkey)
    const clientData = clientDataOf('webauthn.create', publicKey.challenge)
    const cose = join(
      [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32],
      fromText(key.x ?? ''),
      [0x22, 0x58, 32],
      fromText(key.y ?? ''),
    )
    const authenticatorData = join(
      await rpOf(publicKey.rp.id),
      [MADE, 0, 0, 0, 0],
      new Uint8Array(16),
      [0, id.length],
      id,
      cose,
    )
    // CBOR: { fmt: "none", attStmt: {}, authData: … }
    const length = authenticatorData.length
    const attestationObject = join(
      [0xa3, ...text('fmt'), ...text('none'), ...text('attStmt'), 0xa0, ...text('authData')],
      [0x59, length >> 8, length & 0xff],
      authenticatorData,
    )
    return credential(passkey, {
      response: {
        clientDataJSON: clientData.buffer,
        attestationObject: attestationObject.buffer,
        getAuthenticatorData: () => authenticatorData.buffer,
        getTransports: () => ['internal'],
        getPublicKeyAlgorithm: () => -7,
        getPublicKey: () => null,
      },
      extensions: { prf: { enabled: true, results: await answered(passkey, publicKey.extensions) } },
    })
  },
})

function all(): Passkey[] {
  return [...given.passkeys, ...(JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Passkey[])]
}

function keep(passkey: Passkey): void {
  localStorage.setItem(KEPT, JSON.stringify([...all().slice(given.passkeys.length), passkey]))
}

/** Whoever is signed in touches hers; else it is asked who touches, in the place of a finger. */
function choose(passkeys: readonly Passkey[]): Promise<Passkey> {
  const signedIn = document.querySelector('[data-part="signed-in-name"]')?.textContent?.trim()
  const hers = passkeys.find(({ name }) => name === signedIn)
  if (hers) return Promise.resolve(hers)
  const dialog = document.createElement('dialog')
  dialog.dataset['part'] = 'sample-passkeys'
  const title = document.createElement('h2')
  title.textContent = given.title
  const note = document.createElement('p')
  note.textContent = given.note
  const actions = document.createElement('p')
  actions.className = 'actions'
  dialog.append(title, note, actions)
  return new Promise((resolve, reject) => {
    const end = (passkey: Passkey | null) => {
      dialog.remove()
      if (!passkey) return reject(new DOMException('', 'NotAllowedError'))
      resolve(passkey)
    }
    const button = (label: string, passkey: Passkey | null) => {
      const made = document.createElement('button')
      made.type = 'button'
      made.textContent = label
      made.addEventListener('click', () => end(passkey))
      actions.append(made)
    }
    for (const passkey of passkeys) button(passkey.name, passkey)
    button(given.cancel, null)
    dialog.addEventListener('cancel', () => end(null))
    document.body.append(dialog)
    dialog.showModal()
  })
}

function credential(
  { id }: Passkey,
  { response, extensions }: { response: object; extensions: object },
): object {
  return {
    id,
    rawId: fromText(id).buffer,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response,
    getClientExtensionResults: () => extensions,
  }
}

async function answered({ prf }: Passkey, asked: AuthenticationExtensionsClientInputs | undefined) {
  const input = asked?.prf?.eval?.first
  if (!input) return {}
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', fromText(prf), hmac, false, ['sign'])
  return { first: await crypto.subtle.sign('HMAC', key, bytesOf(input)) }
}

function clientDataOf(type: string, challenge: BufferSource): Uint8Array<ArrayBuffer> {
  const said = { type, challenge: toText(bytesOf(challenge)), origin: location.origin, crossOrigin: false }
  return new TextEncoder().encode(JSON.stringify(said))
}

function rpOf(id: string = location.hostname): Promise<Uint8Array<ArrayBuffer>> {
  return sha256(new TextEncoder().encode(id))
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** What WebCrypto signs is two numbers one after the other; an authenticator writes them as DER. */
function derOf(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = (number: Uint8Array) => {
    const start = number.findIndex((byte) => byte !== 0)
    const short = number.subarray(Math.max(start, 0))
    const bytes = (short[0] ?? 0) > 0x7f ? [0, ...short] : [...short]
    return [2, bytes.length, ...bytes]
  }
  const both = [...whole(signature.subarray(0, 32)), ...whole(signature.subarray(32))]
  return Uint8Array.from([0x30, both.length, ...both])
}

/** A short string of CBOR. */
function text(short: string): number[] {
  return [0x60 + short.length, ...new TextEncoder().encode(short)]
}

function join(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function bytesOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromText(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
