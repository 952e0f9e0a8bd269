/**
 * SHA-256 (FIPS 180-4), without waiting: WebCrypto answers by promise, and a promise for each of some millions
 * of hashes takes longer than the hashes. Browsers get this one, Node.js its own (`sha256-node.ts`); the tests
 * hold them to each other. It hashes public bytes, so it need not hide how long it takes.
 */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  state.set(INITIAL)
  const whole = message.length - (message.length % BLOCK_BYTES)
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(message, at)
  const tailBytes = padded(message, whole)
  for (let at = 0; at < tailBytes; at += BLOCK_BYTES) compress(tail, at)
  return digest()
}

const BLOCK_BYTES = 64
const LENGTH_BYTES = 8

// Constants of FIPS 180-4: the first 32 fractional bits of the square roots of the first 8 primes, and of the
// cube roots of the first 64. Computed, so that there is no table to mistype; the vectors check the result.
const PRIMES = firstPrimes(64)
const INITIAL = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionOfRoot(prime, 2n))
const ROUND = Int32Array.from(PRIMES, (prime) => fractionOfRoot(prime, 3n))

const state = new Int32Array(8)
const schedule = new Int32Array(64)
const tail = new Uint8Array(2 * BLOCK_BYTES)

/** What is left of the message, a set bit, zeros, and the length in bits. Returns the length of that. */
function padded(message: Uint8Array, from: number): number {
  const left = message.length - from
  const size = left + 1 + LENGTH_BYTES <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES
  tail.fill(0)
  for (let at = 0; at < left; at++) tail[at] = message[from + at] ?? 0
  tail[left] = 0x80
  const bits = message.length * 8
  const view = new DataView(tail.buffer)
  view.setUint32(size - 8, Math.floor(bits / 2 ** 32))
  view.setUint32(size - 4, bits % 2 ** 32)
  return size
}

function compress(bytes: Uint8Array, from: number): void {
  const w = schedule
  for (let t = 0; t < 16; t++) {
    const at = from + t * 4
    w[t] = (i(bytes[at]) << 24) | (i(bytes[at + 1]) << 16) | (i(bytes[at + 2]) << 8) | i(bytes[at + 3])
  }
  for (let t = 16; t < 64; t++) {
    const x = i(w[t - 15])
    const y = i(w[t - 2])
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[t] = (small1 + i(w[t - 7]) + small0 + i(w[t - 16])) | 0
  }

  let a = i(state[0])
  let b = i(state[1])
  let c = i(state[2])
  let d = i(state[3])
  let e = i(state[4])
  let f = i(state[5])
  let g = i(state[6])
  let h = i(state[7])
  for (let t = 0; t < 64; t++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t1 = (h + big1 + ((e & f) ^ (~e & g)) + i(ROUND[t]) + i(w[t])) | 0
    const t2 = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = i(state[0]) + a
  state[1] = i(state[1]) + b
  state[2] = i(state[2]) + c
  state[3] = i(state[3]) + d
  state[4] = i(state[4]) + e
  state[5] = i(state[5]) + f
  state[6] = i(state[6]) + g
  state[7] = i(state[7]) + h
}

function digest(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  for (let word = 0; word < 8; word++) view.setInt32(word * 4, i(state[word]))
  return bytes
}

/** What an array holds at an index that is inside it. */
function i(value: number | undefined): number {
  return value ?? 0
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
