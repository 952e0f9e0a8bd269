import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { encode, encodingFor, ENCODINGS } from './encoding.ts'

test('whoever names what she can unpack is given what she prefers, of equals the smallest, and nothing that she refuses', () => {
  for (const [accepted, given] of [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['zstd, gzip', 'zstd'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['gzip;q=0.5, br;q=0.5', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['gzip; q=0.000', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'zstd'],
    ['br;q=0, zstd;q=0, *;q=0.1', 'gzip'],
    ['*;q=0, gzip', 'gzip'],
    ['identity', 'identity'],
    ['identity, gzip;q=0.5', 'identity'],
    ['identity;q=0.5, gzip', 'gzip'],
    ['identity, gzip', 'gzip'],
    ['identity;q=0, gzip;q=0', 'identity'],
    ['deflate, compress, x-zip', 'identity'],
    [',,; ;q=1,', 'identity'],
    ['gzip;q=nonsense', 'gzip'],
  ] as const)
    equal(encodingFor(accepted, ENCODINGS), given, JSON.stringify(accepted))
})

test('nobody is given what is not offered', () => {
  equal(encodingFor('br, gzip', ['gzip']), 'gzip')
  equal(encodingFor('br, *;q=0.1', ['gzip']), 'gzip')
  equal(encodingFor('br, gzip', []), 'identity')
})

test('each encoding is smaller, gives the same bytes back, and comes to the same bytes each time', () => {
  const bytes = Buffer.from('<p>我在十三岁时加入少先队，当时并不明白。</p>'.repeat(80))
  const unpacked = { br: brotliDecompressSync, zstd: zstdDecompressSync, gzip: gunzipSync }
  for (const effort of ['once', 'often'] as const)
    for (const encoding of ENCODINGS) {
      const packed = encode(bytes, { encoding, effort })
      ok(packed.length < bytes.length / 3, encoding)
      deepEqual(unpacked[encoding](packed), bytes)
      deepEqual(encode(bytes, { encoding, effort }), packed)
    }
})
