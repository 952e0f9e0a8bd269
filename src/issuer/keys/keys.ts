import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { type Day, dayOfMidnight, makeDirectoryDurably, readText, writeDurably } from '#basics'
import { type Es256Signer, type Issuers } from '#proof'
import { IssuerError } from '../error.ts'
import { fingerprintOf, isSample } from './root.ts'

/** A key that signs, or has signed, with what the root says of it. */
export interface IssuingKey {
  readonly signer: Es256Signer
  readonly publicKey: KeyObject
  readonly certificate: X509Certificate
  readonly root: X509Certificate
  readonly from: Day
  readonly to: Day
  /** The day on which somebody found that it was in other hands. */
  readonly lost: Day | null
}

/** Who may pass through to the socket, and read no key: the group of the directory. */
const DIRECTORY_MODE = 0o710
const OTHERS = 0o077

/**
 * Make a key that the root is to certify; the one that was made before and is not certified yet is kept. Returns the request:
 * its public half, PEM.
 */
export function requestKey(directory: string): string {
  makeDirectoryDurably(directory, DIRECTORY_MODE)
  const [waiting] = keysIn(directory).filter(({ chain }) => chain === null)
  if (waiting) return pemOf(createPublicKey(waiting.key))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
  writeDurably(join(directory, `${hexOf(publicKey)}.key`), pem)
  return pemOf(publicKey)
}

/**
 * Take what the root has signed for a key of ours: from then on it issues. The first root that is taken stays: the fingerprint of
 * another one would have to be printed anew. Throws {@link IssuerError} `refused`, or `sample-root` in a real installation.
 */
export function installCertificate(
  directory: string,
  { chain, demo }: { readonly chain: string; readonly demo: boolean },
): IssuingKey {
  const [certificate, root] = chainOf(chain)
  const found = keysIn(directory).find(({ key }) => certificate.checkPrivateKey(key))
  if (!found) throw new IssuerError('refused', 'no key of this installation is the one that was certified')
  if (!certificate.checkIssued(root) || !certificate.verify(root.publicKey) || !root.verify(root.publicKey))
    throw new IssuerError('refused', 'its root has not signed it')
  if (isSample(root) && !demo)
    throw new IssuerError('sample-root', 'this root is a SAMPLE: a real installation issues nothing under it')
  const [first] = loadIssuingKeys(directory)
  if (first && fingerprintOf(first.root) !== fingerprintOf(root))
    throw new IssuerError('refused', `this installation has another root: ${fingerprintOf(first.root)}`)
  writeDurably(join(directory, `${found.name}.crt`), chain, 0o644)
  return keyOf({ ...found, chain }, directory)
}

/** Say that a key is in other hands. Nothing that it signed is good any more without being issued anew. */
export function markLost(directory: string, kid: string, day: Day): void {
  if (!keysIn(directory).some(({ name, chain }) => name === kid && chain !== null))
    throw new IssuerError('refused', `there is no key ${kid}`)
  const path = join(directory, `${kid}.lost`)
  if (!fs.existsSync(path)) writeDurably(path, `${day}\n`, 0o644)
}

/** Every key that was certified, the oldest first. */
export function loadIssuingKeys(directory: string): IssuingKey[] {
  return keysIn(directory)
    .flatMap((found) => (found.chain === null ? [] : [keyOf({ ...found, chain: found.chain }, directory)]))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** The key that signs on a day: of several the newest. Throws {@link IssuerError} `no-key`. */
export function keyForDay(keys: readonly IssuingKey[], day: Day): IssuingKey {
  const found = keys.findLast(({ from, to, lost }) => from <= day && day <= to && lost === null)
  if (!found)
    throw new IssuerError(
      'no-key',
      `no key is certified for ${day}: "exeunt issuer request" makes the request for the root`,
    )
  return found
}

/** What is pinned and published of them, before the root has signed it. */
export function issuersOf(
  keys: readonly IssuingKey[],
  { issuer, ledger }: { readonly issuer: string; readonly ledger: readonly string[] },
): Issuers | null {
  const [first] = keys
  if (!first) return null
  return {
    number: 0,
    issuer,
    root: fingerprintOf(first.root),
    rootX5c: first.root.raw.toString('base64'),
    sample: isSample(first.root),
    keys: keys.map(({ signer, publicKey, certificate, from, to, lost }) => {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
      return {
        kid: signer.kid,
        key: { x: bytes(x), y: bytes(y) },
        from,
        to,
        lost,
        x5c: certificate.raw.toString('base64'),
      }
    }),
    ledger,
    signature: null,
  }
}

interface Found {
  /** The hexadecimal digits of its short name, which its files bear. */
  readonly name: string
  readonly key: KeyObject
  readonly chain: string | null
}

function keysIn(directory: string): Found[] {
  if (!fs.existsSync(directory)) return []
  const names = fs.readdirSync(directory).filter((file) => /^[0-9a-f]{16}\.key$/.test(file))
  return names.toSorted().map((file) => {
    const name = file.slice(0, -'.key'.length)
    const path = join(directory, file)
    if ((fs.statSync(path).mode & OTHERS) !== 0)
      throw new IssuerError('bad-key', `${path} can be read by others: chmod 600 it`)
    const chain = join(directory, `${name}.crt`)
    return { name, key: readKey(path), chain: fs.existsSync(chain) ? readText(chain) : null }
  })
}

function readKey(path: string): KeyObject {
  try {
    return createPrivateKey(readText(path))
  } catch {
    throw new IssuerError('bad-key', `${path} is broken: restore it from the backup`)
  }
}

function keyOf({ name, key, chain }: Found & { chain: string }, directory: string): IssuingKey {
  const [certificate, root] = chainOf(chain)
  const publicKey = createPublicKey(key)
  const lost = join(directory, `${name}.lost`)
  return {
    signer: {
      kid: kidOf(publicKey),
      sign: (bytes) =>
        Promise.resolve(new Uint8Array(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }))),
    },
    publicKey,
    certificate,
    root,
    from: dayOfMidnight(certificate.validFromDate),
    to: dayOfMidnight(certificate.validToDate),
    lost: fs.existsSync(lost) ? (readText(lost).trim() as Day) : null,
  }
}

function chainOf(pem: string): [certificate: X509Certificate, root: X509Certificate] {
  const [leaf, root, more] = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    if (leaf && root && !more) return [new X509Certificate(leaf), new X509Certificate(root)]
  } catch {
    // Said below.
  }
  throw new IssuerError('refused', 'this is not a certificate and its root')
}

function pemOf(publicKey: KeyObject): string {
  return String(publicKey.export({ format: 'pem', type: 'spki' }))
}

/** The short name of a key: the first eight bytes of the SHA-256 of its SubjectPublicKeyInfo. */
function kidOf(publicKey: KeyObject): Uint8Array<ArrayBuffer> {
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return new Uint8Array(createHash('sha256').update(spki).digest().subarray(0, 8))
}

function hexOf(publicKey: KeyObject): string {
  return Buffer.from(kidOf(publicKey)).toString('hex')
}
