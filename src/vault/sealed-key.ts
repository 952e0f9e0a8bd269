import { decodeBase64, parseHeader } from './age-header.ts'
import { TAG_BYTES } from './aead.ts'
import { ENCAPSULATION_BYTES } from './hybrid-kem.ts'
import { FILE_KEY_BYTES } from './wrap-file-key.ts'

/** An identity with its label, padded to 2 KiB as every short record is, sealed. */
const PAYLOAD_MAX_BYTES = 4096

/**
 * Whether a file can be a box's key: sealed to one post-quantum recipient, and no longer than an identity. To whom it is sealed,
 * and what is in it, is known to nobody but the holder; her browser looks.
 */
export function isSealedKey(file: Uint8Array): boolean {
  try {
    const { stanzas, sizeBytes } = parseHeader(file)
    const [only, ...others] = stanzas
    const [type, encapsulation = '', ...more] = only?.args ?? []
    return (
      others.length + more.length === 0 &&
      type === 'mlkem768x25519' &&
      decodeBase64(encapsulation).length === ENCAPSULATION_BYTES &&
      only?.body.length === FILE_KEY_BYTES + TAG_BYTES &&
      file.length - sizeBytes <= PAYLOAD_MAX_BYTES
    )
  } catch {
    return false
  }
}
