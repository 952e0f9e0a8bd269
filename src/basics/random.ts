import { randomBytes } from 'node:crypto'

/** A source of random bytes, passed in so that tests can repeat a run. `size` is in bytes. */
export type Random = (size: number) => Uint8Array

export const systemRandom: Random = (size) => randomBytes(size)

const POOL_BYTES = 65_536

/**
 * The same source, asked for many bytes at a time: asking costs some 25 microseconds however few are wanted. What
 * it gives is a view of bytes that it gives to nobody else.
 */
export function pooled(random: Random, poolBytes: number = POOL_BYTES): Random {
  let pool: Uint8Array = new Uint8Array(0)
  let at = 0
  return (size) => {
    if (at + size > pool.length) {
      pool = random(Math.max(poolBytes, size))
      at = 0
    }
    at += size
    return pool.subarray(at - size, at)
  }
}
