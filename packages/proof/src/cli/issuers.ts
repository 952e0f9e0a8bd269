// Node.js only: whether a root stands behind a list of issuers, as it is.
import { verify, X509Certificate } from 'node:crypto'
import { sameBytes } from '../basics/bytes.ts'
import { type Issuers, signedPart } from '../certificate/issuers.ts'

/** Why a list is not to be believed by its root's fingerprint. Closed list. */
export type NotVouched =
  /** Another root, or a key that this one has not certified. */
  | 'another-root'
  /** The root has signed no list, or another one: periods, lost keys, the centre and its ledger are anybody's word. */
  | 'not-signed'
  /** A key's days are not those of its certificate. */
  | 'other-days'

/**
 * Whether the root with this fingerprint stands behind the whole list: its keys by their certificates, their days by these, and
 * everything else (which key is lost, whose centre, which ledger, the list's number) by its signature. Null if it does.
 */
export function notVouchedFor(issuers: Issuers, fingerprint: string): NotVouched | null {
  const { root, rootX5c, keys, signature } = issuers
  try {
    const own = new X509Certificate(Buffer.from(rootX5c, 'base64'))
    if (root !== fingerprint || fingerprintOf(own) !== fingerprint) return 'another-root'
    for (const { key, from, to, x5c } of keys) {
      const certificate = new X509Certificate(Buffer.from(x5c, 'base64'))
      const { x = '', y = '' } = certificate.publicKey.export({ format: 'jwk' })
      const isCertified =
        certificate.checkIssued(own) &&
        certificate.verify(own.publicKey) &&
        sameBytes(key.x, Buffer.from(x, 'base64url')) &&
        sameBytes(key.y, Buffer.from(y, 'base64url'))
      if (!isCertified) return 'another-root'
      if (from !== dayOf(certificate.validFromDate) || to !== dayOf(certificate.validToDate))
        return 'other-days'
    }
    const isSigned =
      signature !== null &&
      verify('sha256', signedPart(issuers), { key: own.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
    return isSigned ? null : 'not-signed'
  } catch {
    return 'another-root'
  }
}

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase()
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
