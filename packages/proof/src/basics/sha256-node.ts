import { hash } from 'node:crypto'

/** SHA-256 by Node.js, one call a message. Of many short ones at once `sha256Each` is quicker. Browsers have `sha256.ts`; package.json, `#sha256`, chooses. */
export function sha256(message: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = hash('sha256', message, 'buffer')
  // A plain array, as in browsers: a Buffer's slice() would be a view where theirs is a copy.
  return new Uint8Array(buffer, byteOffset, byteLength)
}
