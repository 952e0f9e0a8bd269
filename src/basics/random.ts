import { randomBytes } from 'node:crypto'

/** A source of random bytes, passed in so that tests can repeat a run. `size` is in bytes. */
export type Random = (size: number) => Uint8Array

export const systemRandom: Random = (size) => randomBytes(size)
