// This file also runs in the browser of whoever opens an installation, and in the offline opener: no API that only Node has.
import { bech32, bech32m } from '@scure/base'
import { foldCode } from '#proof'
import { combine, split } from 'shamir-secret-sharing'

/** The recovery key lies on so many papers, and so many of them open it. */
export const SHARES = 5
export const NEEDED = 3

/** What is on one paper. */
export interface Share {
  /** Which papers belong together: eight hexadecimal digits. */
  readonly set: string
  /** From 1 to {@link SHARES}. */
  readonly number: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

export type ShareReading =
  | { readonly outcome: 'share'; readonly share: Share }
  /** `mistyped`: it is a share, and its checksum says that a character of it is another. */
  | { readonly outcome: 'mistyped' | 'no-share' | 'of-another-version' }

export type Joined =
  | { readonly outcome: 'joined'; readonly identity: string }
  | { readonly outcome: 'too-few'; readonly missing: number }
  | { readonly outcome: 'twice-the-same'; readonly number: number }
  /** `do-not-fit`: each is whole, and together they are no key. */
  | { readonly outcome: 'different-sets' | 'do-not-fit' }

/**
 * Share a recovery identity (`AGE-SECRET-KEY-PQ-1…`) out to {@link SHARES} texts of 79 characters, of which {@link NEEDED} give
 * it back and fewer say nothing of it (Shamir 1979).
 *
 * A text is bech32m (BIP 350) of: version (1 byte), set (4), number (1), share of the seed and of four bytes of its hash
 * (37). The checksum finds every slip of up to four characters; the hash says whether what came out is the key, because
 * the sharing itself answers garbage as readily as a secret.
 */
export async function shareOut(identity: string): Promise<string[]> {
  const seed = bech32.fromWords(bech32.decode(identity, false).words)
  const secret = new Uint8Array([...seed, ...(await checkOf(seed))])
  const set = crypto.getRandomValues(new Uint8Array(SET_BYTES))
  const shares = await split(secret, SHARES, NEEDED)
  seed.fill(0)
  secret.fill(0)
  return shares.map((share, at) => writeShare(new Uint8Array([VERSION, ...set, at + 1, ...share])))
}

/** A share as somebody typed it, with whatever spaces, in capitals or not. */
export function readShare(typed: string): ShareReading {
  const text = foldCode(typed, { most: TYPED_MOST, letters: 'lower' })
  if (!text.startsWith(`${PREFIX}1`)) return { outcome: 'no-share' }
  const bytes = decoded(text)
  if (!bytes) return { outcome: 'mistyped' }
  const [version = 0, ...rest] = bytes
  const number = rest[SET_BYTES] ?? 0
  if (version !== VERSION || bytes.length !== TEXT_BYTES || number < 1 || number > SHARES)
    return { outcome: 'of-another-version' }
  const set = rest.slice(0, SET_BYTES).map((byte) => byte.toString(16).padStart(2, '0'))
  return { outcome: 'share', share: { set: set.join(''), number, bytes: bytes.slice(2 + SET_BYTES) } }
}

/** The identity that shares give back. More than are needed are welcome; all of them have to fit. */
export async function joinShares(shares: readonly Share[]): Promise<Joined> {
  const twice = shares.find(({ number }, at) => shares.findIndex((share) => share.number === number) < at)
  if (new Set(shares.map(({ set }) => set)).size > 1) return { outcome: 'different-sets' }
  if (twice) return { outcome: 'twice-the-same', number: twice.number }
  if (shares.length < NEEDED) return { outcome: 'too-few', missing: NEEDED - shares.length }
  const secret = await combine(shares.map(({ bytes }) => bytes)).catch(() => null)
  const seed = secret?.slice(0, -CHECK_BYTES)
  const check = secret?.slice(-CHECK_BYTES)
  if (!seed || !check || (await checkOf(seed)).some((byte, at) => byte !== check[at]))
    return { outcome: 'do-not-fit' }
  return { outcome: 'joined', identity: bech32.encodeFromBytes(IDENTITY_PREFIX, seed).toUpperCase() }
}

/** In lines of sixteen characters, as they are written on paper: `EXS1 QPZR …`. */
export function shareLines(text: string): string[] {
  const fours = text.match(/.{1,4}/g) ?? []
  return Array.from({ length: Math.ceil(fours.length / 4) }, (_, at) =>
    fours.slice(at * 4, at * 4 + 4).join(' '),
  )
}

const PREFIX = 'exs'
const IDENTITY_PREFIX = 'age-secret-key-pq-'
/** Seventy-nine characters, a blank or a line's end after each few of them. */
const TYPED_MOST = 400
const VERSION = 1
const SET_BYTES = 4
const CHECK_BYTES = 4
const SEED_BYTES = 32
const TEXT_BYTES = 1 + SET_BYTES + 1 + (SEED_BYTES + CHECK_BYTES + 1)

function writeShare(bytes: Uint8Array): string {
  return bech32m.encode(PREFIX, bech32m.toWords(bytes)).toUpperCase()
}

function decoded(text: string): Uint8Array<ArrayBuffer> | undefined {
  const found = bech32m.decodeUnsafe(text)
  const bytes = found && bech32m.fromWordsUnsafe(found.words)
  return bytes ? new Uint8Array(bytes) : undefined
}

/** Another four bytes than any other use of the seed would give. */
async function checkOf(seed: Uint8Array): Promise<Uint8Array> {
  const named = new Uint8Array([...new TextEncoder().encode('exeunt/recovery-share/v1'), ...seed])
  return new Uint8Array(await crypto.subtle.digest('SHA-256', named)).subarray(0, CHECK_BYTES)
}
