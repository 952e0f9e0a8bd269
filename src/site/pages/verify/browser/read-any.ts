import {
  credentialInPdf,
  fileKind,
  hasDigits,
  ProofError,
  readFile,
  readStatusList,
  readText,
  type ShownCertificate,
} from '#proof'
import { codeInPicture } from './picture.ts'

/** Why nothing could be read: each has its own words. */
export class Unreadable extends Error {
  readonly reason: 'certificate' | 'code' | 'other-code' | 'picture' | 'pdf' | 'locked' | 'file' | 'large'

  constructor(reason: Unreadable['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** What somebody chose or dropped: of a certificate, or the list of states. */
export type ReadFile = ShownCertificate | { readonly statusList: string }

/** Whatever somebody has of a certificate: a picture of its code, its PDF, its credential, or a text with the address in it. */
export async function readAny(file: Blob): Promise<ReadFile> {
  if (file.size > MOST_BYTES) throw new Unreadable('large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  switch (fileKind(bytes)) {
    case 'pdf':
      return fromPdf(bytes)
    case 'picture':
      return fromPicture(file)
    case 'other':
      return file.type.startsWith('image/') ? fromPicture(file) : fromText(bytes)
  }
}

/** What somebody typed or pasted, or what stood in the address. */
export function readTyped(text: string): ShownCertificate {
  return as('certificate', () => readText(text))
}

/** What a code holds, on a picture or before a camera: it may be of anything. */
export function readCode(text: string): ShownCertificate {
  if (!hasDigits(text)) throw new Unreadable('other-code')
  return readTyped(text)
}

/** A telephone's largest photograph. */
const MOST_BYTES = 50_000_000

async function fromPdf(bytes: Uint8Array): Promise<ShownCertificate> {
  const token = await credentialInPdf(bytes).catch((cause: unknown) => {
    throw new Unreadable(cause instanceof ProofError && cause.code === 'locked-pdf' ? 'locked' : 'pdf')
  })
  return as('certificate', () => readFile(token))
}

async function fromPicture(file: Blob): Promise<ShownCertificate> {
  const found = await codeInPicture(file)
  if (found.outcome !== 'code') throw new Unreadable(found.outcome === 'none' ? 'code' : 'picture')
  return readCode(found.text)
}

async function fromText(bytes: Uint8Array): Promise<ReadFile> {
  const text = textOf(bytes)
  const isList = await readStatusList(text).then(
    () => true,
    () => false,
  )
  if (isList) return { statusList: text }
  return as(text.includes('~') || hasDigits(text) ? 'certificate' : 'file', () => readText(text))
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
