import { type Brand, invariant } from '#basics'

/** Length in bytes of what a return code stands for: 128 bits, too many to try. */
export const ENTROPY_BYTES = 16

/** What a return code stands for, in whichever words or digits. Whoever holds it is the sender. */
export type Entropy = Brand<Uint8Array, 'Entropy'>

/** 16 bytes as the entropy of a return code. Any 16 bytes are one; another length is our own mistake. */
export function asEntropy(bytes: Uint8Array): Entropy {
  invariant(bytes.length === ENTROPY_BYTES, 'a return code has 16 bytes of entropy')
  return Uint8Array.from(bytes) as Entropy
}
