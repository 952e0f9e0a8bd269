import type { Span } from './bytes.ts'

/**
 * SHA-256 (FIPS 180-4), without waiting: WebCrypto answers by promise, and a promise for each of some millions
 * of hashes takes longer than the hashes. Browsers have this one for everything. Node.js has it for many short messages
 * at once, as a tree is made of, because there a call for each takes longer than the hashes; and its own for one message, and for
 * long ones (`sha256-node.ts`). The tests hold the two to each other. It hashes public bytes, so it need not hide how long it takes.
 */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256Each(message, [{ start: 0, end: message.length }])
}

/** The hashes of many messages, which lie in the same bytes, one behind the other: 32 bytes for each. */
export function sha256Each(bytes: Uint8Array, messages: readonly Span[]): Uint8Array<ArrayBuffer> {
  return hashEach(bytes, messages)
}

const hashEach = hasher()

/** Its arrays stand inside one function: what stands outside, bundlers make variable, and all of it takes a fifth longer. */
function hasher(): typeof sha256Each {
  const HASH_BYTES = 32
  const BLOCK_BYTES = 64
  const BLOCK_WORDS = 16
  /** The length of a message in bits, at the end of its last block. */
  const LENGTH_WORDS = 2
  // Constants of FIPS 180-4: the first 32 fractional bits of the square roots of the first 8 primes, and of the
  // cube roots of the first 64. Computed, so that there is no table to mistype; the vectors check the result.
  const PRIMES = firstPrimes(64)
  const INITIAL = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionOfRoot(prime, 2n))
  const ROUND = Int32Array.from(PRIMES, (prime) => fractionOfRoot(prime, 3n))
  // One of each serves all calls: nothing waits between the first word of a message and its hash.
  const state = new Int32Array(8)
  const schedule = new Int32Array(64)

  return hashEach

  function hashEach(bytes: Uint8Array, messages: readonly Span[]): Uint8Array<ArrayBuffer> {
    const hashes = new Uint8Array(messages.length * HASH_BYTES)
    const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const to = new DataView(hashes.buffer)
    let at = 0
    for (const message of messages) {
      hash(from, message)
      for (let word = 0; word < 8; word++, at += 4) to.setInt32(at, wordOf(state, word))
    }
    return hashes
  }

  /** Leaves the hash in `state`. */
  function hash(bytes: DataView, { start, end }: Span): void {
    for (let word = 0; word < 8; word++) state[word] = wordOf(INITIAL, word)
    let at = start
    for (; at + BLOCK_BYTES <= end; at += BLOCK_BYTES) {
      for (let word = 0; word < BLOCK_WORDS; word++) schedule[word] = bytes.getInt32(at + 4 * word)
      compress()
    }
    // What is left of the message, a set bit, zeros, and the length.
    let word = 0
    for (; at + 4 <= end; at += 4) schedule[word++] = bytes.getInt32(at)
    schedule[word++] = lastWord(bytes, { start: at, end })
    if (word > BLOCK_WORDS - LENGTH_WORDS) {
      while (word < BLOCK_WORDS) schedule[word++] = 0
      compress()
      word = 0
    }
    while (word < BLOCK_WORDS - LENGTH_WORDS) schedule[word++] = 0
    const bits = (end - start) * 8
    schedule[word++] = Math.floor(bits / 2 ** 32)
    schedule[word] = bits
    compress()
  }

  /** Takes the block whose words the schedule begins with into the state. */
  function compress(): void {
    const w = schedule
    for (let t = BLOCK_WORDS; t < 64; t++) {
      const x = wordOf(w, t - 15)
      const y = wordOf(w, t - 2)
      const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[t] = (small1 + wordOf(w, t - 7) + small0 + wordOf(w, t - 16)) | 0
    }

    let a = wordOf(state, 0)
    let b = wordOf(state, 1)
    let c = wordOf(state, 2)
    let d = wordOf(state, 3)
    let e = wordOf(state, 4)
    let f = wordOf(state, 5)
    let g = wordOf(state, 6)
    let h = wordOf(state, 7)
    for (let t = 0; t < 64; t++) {
      const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const choice = g ^ (e & (f ^ g))
      const majority = (a & b) | (c & (a | b))
      const t1 = (h + big1 + choice + wordOf(ROUND, t) + wordOf(w, t)) | 0
      const t2 = (big0 + majority) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0] = wordOf(state, 0) + a
    state[1] = wordOf(state, 1) + b
    state[2] = wordOf(state, 2) + c
    state[3] = wordOf(state, 3) + d
    state[4] = wordOf(state, 4) + e
    state[5] = wordOf(state, 5) + f
    state[6] = wordOf(state, 6) + g
    state[7] = wordOf(state, 7) + h
  }
}

/** The last bytes of a message, three at most, and the set bit behind them. */
function lastWord(bytes: DataView, { start, end }: Span): number {
  let word = 0
  let shift = 24
  for (let at = start; at < end; at++, shift -= 8) word |= bytes.getUint8(at) << shift
  return word | (0x80 << shift)
}

/** A word inside the array. A cast and no check: every index here is below a length that is written beside it. */
function wordOf(words: Int32Array, index: number): number {
  return words[index] as number
}

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = []
  for (let next = 2n; primes.length < count; next++) {
    if (primes.every((prime) => next % prime !== 0n)) primes.push(next)
  }
  return primes
}

/** The first 32 bits behind the point of the square or cube root, by bisection in whole numbers. */
function fractionOfRoot(value: bigint, degree: 2n | 3n): number {
  const scaled = value << (32n * degree)
  let low = 0n
  let high = value << 32n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** degree <= scaled) low = middle
    else high = middle - 1n
  }
  return Number(BigInt.asIntN(32, low))
}
