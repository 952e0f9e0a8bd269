import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { broken } from './broken.ts'

/** Without padding (RFC 4648, section 5), as JOSE has it. */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeBase64(bytes)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '')
}

/** The bytes of the one canonical writing. Throws `bad-certificate`. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw broken('a part of it is no base64url')
  const padding = '='.repeat((4 - (text.length % 4)) % 4)
  try {
    return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding)
  } catch {
    throw broken('a part of it is no base64url')
  }
}
