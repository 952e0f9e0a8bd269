import { timingSafeEqual } from 'node:crypto'
import { type Stanza, decodeBase64, headerMac, parseHeader } from './age-header.ts'
import { openPayload } from './age-payload.ts'
import { type HybridIdentity } from './identity.ts'
import { STANZA_TYPE } from './seal-file.ts'
import { VaultError } from './vault-error.ts'
import { unwrapFileKey } from './wrap-file-key.ts'

/**
 * The plaintext of an age file that was sealed to exactly one recipient, the one of `identity`.
 *
 * Binary files only, no armor. Throws `VaultError`: `bad-header`, `several-recipients`, `no-match`,
 * `bad-mac` or `bad-payload`. A file of ours never has a second recipient, so one that does was written
 * by somebody else, perhaps to a key of their own: it is refused, not searched for a stanza that fits.
 */
export function openFile(identity: HybridIdentity, file: Uint8Array): Uint8Array {
  const header = parseHeader(file)
  const [stanza, ...others] = header.stanzas
  if (!stanza) throw new VaultError('bad-header', 'The file is sealed to nobody.')
  if (others.length > 0)
    throw new VaultError('several-recipients', 'The file is sealed to more than one key.')

  const fileKey = unwrapFileKey(identity, identity.recipient, wrappedIn(stanza))
  if (!timingSafeEqual(headerMac(fileKey, header.covered), header.mac)) {
    throw new VaultError('bad-mac', 'The header of the file has been altered.')
  }
  return openPayload(fileKey, file.subarray(header.sizeBytes))
}

function wrappedIn({ args: [type, encapsulation, ...surplus], body }: Stanza) {
  if (type !== STANZA_TYPE) throw new VaultError('no-match', 'The file is sealed to another kind of key.')
  if (encapsulation === undefined || surplus.length > 0) {
    throw new VaultError('bad-header', 'The recipient line of the file has a wrong number of words.')
  }
  return { encapsulation: decodeBase64(encapsulation), body }
}
