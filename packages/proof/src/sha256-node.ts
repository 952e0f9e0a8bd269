import { hash } from 'node:crypto'

/** SHA-256 by Node.js, one call a message. Browsers have `sha256.ts`; package.json, `#sha256`, chooses. */
export function sha256(message: Uint8Array): Uint8Array {
  return hash('sha256', message, 'buffer')
}
