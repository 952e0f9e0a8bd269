import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import {
  bitString,
  context,
  type Der,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  time,
  TRUE,
  utf8String,
} from './der.ts'

/** Whom a certificate is of. A root that was made for trying things out says SAMPLE, in a place that every reader shows. */
export interface Name {
  readonly commonName: string
  readonly sample: boolean
}

interface NewCertificate {
  readonly subject: Name
  readonly issuer: Name
  readonly publicKey: KeyObject
  /** Whose signature it bears. */
  readonly signer: KeyObject
  readonly from: Date
  readonly to: Date
  /** Sixteen bytes of chance. */
  readonly serial: Uint8Array
  readonly kind: 'root' | 'leaf'
}

/** A certificate of a key on P-256, signed with ES256 (RFC 5280), in DER. */
export function makeCertificate(certificate: NewCertificate): Der {
  const { subject, issuer, publicKey, signer, from, to, serial, kind } = certificate
  const toBeSigned = sequence(
    context(0, {}, integer(Uint8Array.of(2))), // version 3
    integer(positive(serial)),
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(time(from), time(to)),
    nameOf(subject),
    spkiOf(publicKey),
    context(3, {}, extensionsOf(kind, { publicKey, authority: createPublicKey(signer) })),
  )
  return sequence(toBeSigned, ECDSA_SHA256, bitString(sign('sha256', toBeSigned, signer)))
}

/** The short name of a key: the first eight bytes of the SHA-256 of its SubjectPublicKeyInfo. */
export function kidOf(publicKey: KeyObject): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(spkiOf(publicKey)).digest().subarray(0, 8))
}

function spkiOf(publicKey: KeyObject): Der {
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
}

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))

function nameOf({ commonName, sample }: Name): Der {
  const part = (id: string, text: string) => set(sequence(objectId(id), utf8String(text)))
  return sequence(...(sample ? [part('2.5.4.10', 'SAMPLE')] : []), part('2.5.4.3', commonName))
}

function extensionsOf(
  kind: NewCertificate['kind'],
  { publicKey, authority }: { publicKey: KeyObject; authority: KeyObject },
): Der {
  const isRoot = kind === 'root'
  // A root signs keys that issue, and these sign no further keys.
  const constraints = isRoot ? sequence(TRUE, integer(Uint8Array.of(0))) : sequence()
  const usage = isRoot ? bitString(Uint8Array.of(0b0000_0100), 2) : bitString(Uint8Array.of(0b1000_0000), 7)
  return sequence(
    extension('2.5.29.19', constraints, { critical: true }),
    extension('2.5.29.15', usage, { critical: true }),
    extension('2.5.29.14', octetString(keyIdOf(publicKey))),
    extension('2.5.29.35', sequence(context(0, { primitive: true }, keyIdOf(authority)))),
  )
}

function extension(id: string, value: Der, { critical = false }: { critical?: boolean } = {}): Der {
  return sequence(objectId(id), ...(critical ? [TRUE] : []), octetString(value))
}

function keyIdOf(key: KeyObject): Uint8Array {
  return createHash('sha256').update(spkiOf(key)).digest().subarray(0, 20)
}

/** A serial number is greater than nothing. */
function positive(serial: Uint8Array): Uint8Array {
  return serial.map((byte, at) => (at === 0 ? (byte & 0x7f) | 0x40 : byte))
}
