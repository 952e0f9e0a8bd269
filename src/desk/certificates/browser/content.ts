import type { Content } from '#certificates'
import { toBase64, utf8 } from '../../shell/browser/bytes.ts'

/** What a content is made of, as it stands on the page. */
export interface Filled extends Pick<Content, 'request' | 'languages' | 'holder' | 'facts' | 'checks'> {}

/**
 * The content as it is agreed to, with its own chance in it. The server reads it with the same keys in the same order, and takes
 * no other writing of it.
 */
export function writeContent({ request, languages, holder, facts, checks }: Filled): string {
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  const content: Content = { request, salt, languages, holder, facts, checks }
  return JSON.stringify(content)
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))
}

/** The same in hexadecimal digits. */
export async function digestOf(text: string): Promise<string> {
  return Array.from(await sha256(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
