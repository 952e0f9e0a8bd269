import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
// The library asks for it, and has to find it there.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

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
export async function makeCertificate(certificate: NewCertificate): Promise<Uint8Array<ArrayBuffer>> {
  const { subject, issuer, publicKey, signer, from, to, serial, kind } = certificate
  const isRoot = kind === 'root'
  const { rawData } = await x509.X509CertificateGenerator.create({
    serialNumber: hex(positive(serial)),
    subject: new x509.Name(nameOf(subject)),
    issuer: new x509.Name(nameOf(issuer)),
    notBefore: from,
    notAfter: to,
    publicKey: spkiOf(publicKey),
    signingKey: await crypto.subtle.importKey('pkcs8', pkcs8Of(signer), P256, false, ['sign']),
    extensions: [
      // A root signs keys that issue, and these sign no further keys.
      new x509.BasicConstraintsExtension(isRoot, isRoot ? 0 : undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags[isRoot ? 'keyCertSign' : 'digitalSignature'], true),
      new x509.SubjectKeyIdentifierExtension(keyIdOf(publicKey)),
      new x509.AuthorityKeyIdentifierExtension(keyIdOf(createPublicKey(signer))),
    ],
  })
  return new Uint8Array(rawData)
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

function nameOf({ commonName, sample }: Name): x509.JsonNameParams {
  return [...(sample ? [{ O: [{ utf8String: 'SAMPLE' }] }] : []), { CN: [{ utf8String: commonName }] }]
}

/** Of a key, in hexadecimal digits: twenty bytes of the SHA-256 of its SubjectPublicKeyInfo. */
function keyIdOf(key: KeyObject): string {
  return hex(createHash('sha256').update(spkiOf(key)).digest().subarray(0, 20))
}

function spkiOf(publicKey: KeyObject): Uint8Array<ArrayBuffer> {
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
}

function pkcs8Of(privateKey: KeyObject): Uint8Array<ArrayBuffer> {
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }))
}

/** A serial number is greater than nothing, and has one length. */
function positive(serial: Uint8Array): Uint8Array {
  return serial.map((byte, at) => (at === 0 ? (byte & 0x7f) | 0x40 : byte))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
