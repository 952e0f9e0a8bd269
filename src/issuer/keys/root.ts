import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { dayOfMidnight, midnightOf, type Random, yearsAfter } from '#basics'
import { IssuerError } from '../error.ts'

/** A root as it lies in its file, offline: its key and its own certificate, both PEM. */
export interface Root {
  readonly file: string
  /** SHA-256 of the certificate in DER, in hexadecimal digits: what is printed on every certificate. */
  readonly fingerprint: string
}

const ROOT_YEARS = 10

/** Made once, on a machine that is never online. */
export async function makeRoot({
  name,
  sample,
  from: made,
  random,
}: {
  readonly name: string
  readonly sample: boolean
  /** Good from the beginning of this day, so that what is certified on the same day is within it. */
  readonly from: Date
  readonly random: Random
}): Promise<Root> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = { commonName: name, sample }
  const day = dayOfMidnight(made)
  const from = midnightOf(day)
  const to = midnightOf(yearsAfter(day, ROOT_YEARS))
  const { makeCertificate } = await writer()
  const der = await makeCertificate({
    subject,
    issuer: subject,
    publicKey,
    signer: privateKey,
    from,
    to,
    serial: random(16),
    kind: 'root',
  })
  const key = String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const certificate = new X509Certificate(der)
  return { file: `${key}${certificate.toString()}`, fingerprint: fingerprintOf(certificate) }
}

/** Certify an installation's key for some days. Returns the certificate and the root's, PEM. Throws {@link IssuerError} `refused`. */
export async function certify(
  root: string,
  {
    request,
    from,
    to,
    random,
  }: { readonly request: string; readonly from: Date; readonly to: Date; readonly random: Random },
): Promise<string> {
  const { key, certificate } = readRoot(root)
  const publicKey = publicKeyIn(request)
  if (from >= to) throw new IssuerError('refused', 'the key would end before it begins')
  if (from < certificate.validFromDate || to > certificate.validToDate)
    throw new IssuerError(
      'refused',
      `the root itself is good from ${dayOfMidnight(certificate.validFromDate)} to ${dayOfMidnight(certificate.validToDate)}`,
    )
  const issuer = { commonName: commonNameOf(certificate), sample: isSample(certificate) }
  const { makeCertificate } = await writer()
  const der = await makeCertificate({
    subject: { ...issuer, commonName: `${issuer.commonName} ${dayOfMidnight(from).slice(0, 4)}` },
    issuer,
    publicKey,
    signer: key,
    from,
    to,
    serial: random(16),
    kind: 'leaf',
  })
  return `${new X509Certificate(der).toString()}${certificate.toString()}`
}

/** Loaded by whoever makes a certificate, a few times a year: nobody else pays its tenth of a second and its 22 MB. */
function writer() {
  return import('./x509.ts')
}

export function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase()
}

/** Whether it was made for trying things out. */
export function isSample({ subject }: X509Certificate): boolean {
  return subject.split('\n').includes('O=SAMPLE')
}

function commonNameOf({ subject }: X509Certificate): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? ''
}

/** Its key and its certificate. Throws {@link IssuerError} `refused`. */
export function readRoot(file: string): {
  key: ReturnType<typeof createPrivateKey>
  certificate: X509Certificate
  fingerprint: string
} {
  try {
    const certificate = new X509Certificate(file.slice(file.indexOf('-----BEGIN CERTIFICATE')))
    const key = createPrivateKey(file)
    const fingerprint = fingerprintOf(certificate)
    if (certificate.checkPrivateKey(key) && certificate.ca) return { key, certificate, fingerprint }
  } catch {
    // Said below, without a word of the file.
  }
  throw new IssuerError('refused', 'this is no file of a root')
}

function publicKeyIn(request: string): ReturnType<typeof createPublicKey> {
  try {
    const key = createPublicKey(request)
    if (request.includes('PUBLIC KEY') && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch {
    // Said below.
  }
  throw new IssuerError('refused', 'this is no request: it is made with "exeunt issuer request"')
}
