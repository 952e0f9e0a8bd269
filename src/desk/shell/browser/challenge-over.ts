import { toBase64, utf8 } from './bytes.ts'

/** SHA-256 of a text, base64url: what a passkey is asked to sign of it. */
export async function challengeOver(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
  return toBase64(hash).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
