import { readUtf8, utf8 } from '../basics/bytes.ts'
import { readAtMost } from '../log/fetcher.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { broken } from './broken.ts'
import { type Es256Signer } from './es256.ts'

/** What a place says, by its value in a list (Token Status List, section 7.1: 3 and 12 to 15 are ours). */
export const STATES = {
  valid: 0,
  revoked: 1,
  suspended: 2,
  superseded: 3,
  withdrawn: 12,
  unissued: 13,
} as const
export type State = keyof typeof STATES
/** What a certificate may have become. */
export type CertificateState = Exclude<State, 'unissued'>

/** A signed list of states, four bits each, read. */
export interface StatusList {
  readonly uri: string
  readonly kid: Uint8Array
  /** Seconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly signature: Uint8Array
  readonly signed: Uint8Array<ArrayBuffer>
  /** Undefined beyond its end, and of a value that is no state. */
  stateAt(index: number): State | undefined
}

interface List {
  readonly uri: string
  readonly issuedAt: number
  readonly expiresAt: number
  /** Seconds for which it may be kept. */
  readonly keptFor: number
  /** A value of {@link STATES} for each index; decoys and spare places among them. */
  readonly states: Uint8Array
}

/** The list as a JWT. Everybody fetches the whole of it, so that nobody learns whom it is asked about. */
export async function signStatusList(signer: Es256Signer, list: List): Promise<string> {
  const { uri, issuedAt, expiresAt, keptFor, states } = list
  const lst = encodeBase64url(await deflate(pack(states)))
  const header = { typ: TYPE, alg: 'ES256', kid: encodeBase64url(signer.kid) }
  const payload = {
    sub: uri,
    iat: issuedAt,
    exp: expiresAt,
    ttl: keptFor,
    status_list: { bits: BITS, lst },
  }
  const signed = [header, payload].map((part) => encodeBase64url(utf8(JSON.stringify(part)))).join('.')
  return `${signed}.${encodeBase64url(await signer.sign(utf8(signed)))}`
}

/** Throws `bad-certificate`. The signature and the time are not looked at. */
export async function readStatusList(jwt: string): Promise<StatusList> {
  if (jwt.length > MOST_CHARACTERS) throw broken('the list of states is too long')
  const [head = '', body = '', tail = '', more] = jwt.trim().split('.', 4)
  if (more !== undefined) throw broken('the list of states is none')
  const header = asObject(head)
  const payload = asObject(body)
  const list = payload['status_list'] as Record<string, unknown> | undefined
  const { sub, iat, exp } = payload
  if (header['typ'] !== TYPE || header['alg'] !== 'ES256' || list?.['bits'] !== BITS)
    throw broken('the list of states is of another kind')
  if (typeof sub !== 'string' || typeof iat !== 'number' || typeof exp !== 'number')
    throw broken('the list of states is of another kind')
  const packed = await inflate(decodeBase64url(asText(list['lst'])))
  return {
    uri: sub,
    kid: decodeBase64url(asText(header['kid'])),
    issuedAt: iat,
    expiresAt: exp,
    signature: decodeBase64url(tail),
    signed: utf8(`${head}.${body}`),
    stateAt(index) {
      const byte = packed[Math.floor(index / PER_BYTE)]
      return byte === undefined ? undefined : STATE_OF.get((byte >> (BITS * (index % PER_BYTE))) & MASK)
    },
  }
}

/**
 * The path at which a centre's list may be asked for; null for any other place. Where it lies is said by the certificate,
 * which anybody can have made: nobody who checks one is sent to another site, or to an address that was made for her.
 */
export function statusPath({ uri }: { readonly uri: string }, origin: string): string | null {
  const path = uri.startsWith(`${origin}/`) ? uri.slice(origin.length) : ''
  return /^\/status\/\d{1,6}$/.test(path) ? path : null
}

const TYPE = 'statuslist+jwt'
const BITS = 4
const PER_BYTE = 8 / BITS
const MASK = 2 ** BITS - 1
const STATE_OF = new Map<number, State>(
  Object.entries(STATES).map(([state, value]) => [value, state as State]),
)
/** Thirty-two million certificates; a little that was sent may unpack to more than there is memory for. */
const MOST_BYTES = 2 ** 24
/** Such a list that does not get smaller when it is packed, in base64. */
const MOST_CHARACTERS = 2 ** 25

/** The first index is in the lowest bits (section 4.1). */
function pack(states: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(Math.ceil(states.length / PER_BYTE))
  for (const [index, state] of states.entries()) {
    const at = Math.floor(index / PER_BYTE)
    packed[at] = (packed[at] ?? 0) | ((state & MASK) << (BITS * (index % PER_BYTE)))
  }
  return packed
}

/** In the ZLIB format, as the list has it. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return readAtMost(packed, MOST_BYTES)
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
    return await readAtMost(whole, MOST_BYTES)
  } catch {
    throw broken('the list of states cannot be unpacked')
  }
}

function asObject(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readUtf8(decodeBase64url(part)) ?? '')
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch {
    // Said below.
  }
  throw broken('the list of states is none')
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw broken('the list of states is of another kind')
  return value
}
