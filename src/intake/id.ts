import { type InstallationKeys, keyedHash } from '#vault'

/**
 * The id of what a form brought: a UUID (RFC 9562, version 8) from the form's nonce. The same form
 * gives the same id; to everybody who has not the form it is random.
 */
export function idFrom(nonce: Uint8Array, purpose: string, keys: Pick<InstallationKeys, 'once'>): string {
  const bytes = Buffer.from(keyedHash(keys.once, purpose, nonce).subarray(0, 16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
