import {
  credentialInPdf,
  ProofError,
  readCertificateLink,
  readFile,
  readPaper,
  readStatusList,
  type ShownCertificate,
} from '#proof'
import { codeInPicture } from './picture.ts'

/** Why nothing could be read: each has its own words. */
export class Unreadable extends Error {
  readonly reason: 'certificate' | 'code' | 'other-code' | 'pdf' | 'file'

  constructor(reason: Unreadable['reason']) {
    super(reason)
    this.reason = reason
  }
}

export function readAny(file: Blob): Promise<ShownCertificate>
export function readAny(
  file: Blob,
  options: { lists: true },
): Promise<ShownCertificate | { readonly statusList: string }>
/** Whatever somebody has of a certificate: a picture of its code, its PDF, its credential, or the address as a text. */
export async function readAny(
  file: Blob,
  { lists = false } = {},
): Promise<ShownCertificate | { readonly statusList: string }> {
  if (file.type.startsWith('image/')) return fromPicture(file)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] === PERCENT) {
    const token = await credentialInPdf(bytes).catch(() => {
      throw new Unreadable('pdf')
    })
    return as('certificate', () => readFile(token))
  }
  const text = textOf(bytes)
  if (text.includes('~')) return as('certificate', () => readFile(text))
  if (/\d{100,}$/.test(text)) return as('certificate', () => readPaper(readCertificateLink(text)))
  if (lists && (await isStatusList(text))) return { statusList: text }
  throw new Unreadable(file.type === 'text/plain' ? 'certificate' : 'file')
}

/** `%PDF` */
const PERCENT = 0x25

async function fromPicture(file: Blob): Promise<ShownCertificate> {
  const text = await codeInPicture(file)
  if (text === null) throw new Unreadable('code')
  return readCode(text)
}

/** What a code holds, on a picture or before a camera: it may be of anything. */
export function readCode(text: string): ShownCertificate {
  if (!/#\d{100,}$/.test(text)) throw new Unreadable('other-code')
  return as('certificate', () => readPaper(readCertificateLink(text)))
}

async function isStatusList(text: string): Promise<boolean> {
  return readStatusList(text).then(
    () => true,
    () => false,
  )
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw new Unreadable('file')
  }
}

function as<Read>(reason: Unreadable['reason'], read: () => Read): Read {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof ProofError) throw new Unreadable(reason)
    throw cause
  }
}
