import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  leafHash,
  policyOfLogs,
  readHash,
  readTlogProof,
  readVerifierKey,
  verifyTlogProof,
  writeTlogProof,
} from '../src/index.ts'
import { brokenProofs } from './break-proof.ts'
import { refused } from './refused.ts'
import { believed, witness } from './sample-log.ts'
import { bytes, tessera } from './vectors.ts'

const { index, hashes } = tessera.proofOfSeven
const root = tessera.rootsBySize['15'] ?? ''
const checkpoint = `${tessera.origin}\n15\n${root}\n\n— ${tessera.origin} ${tessera.signatureOfSize15}\n`
const lines = ['c2sp.org/tlog-proof@v1', 'extra AAEC', `index ${index}`, ...hashes]
const file = `${lines.join('\n')}\n\n${checkpoint}`
const policy = policyOfLogs([readVerifierKey(tessera.vkey)])
const leaf = leafHash(bytes('seven'))

test('the proof of "seven" proves it, and is written back byte for byte', async () => {
  const tlogProof = readTlogProof(bytes(file))
  assert.deepEqual(tlogProof.extra, Uint8Array.of(0, 1, 2))
  assert.deepEqual(new TextDecoder().decode(writeTlogProof(tlogProof)), file)
  const verified = await verifyTlogProof({ tlogProof, leaf, policy })
  assert.ok(verified.outcome === 'proved' && verified.index === 6 && verified.checkpoint.size === 15)
  const bare = readTlogProof(bytes(file.replace('extra AAEC\n', '')))
  assert.equal(bare.extra, undefined)
  assert.equal((await verifyTlogProof({ tlogProof: bare, leaf, policy })).outcome, 'proved')
})

test('a proof of one entry is none of another, and no altered proof proves anything', async () => {
  const tlogProof = readTlogProof(bytes(file))
  const not = { outcome: 'not-included' }
  assert.deepEqual(await verifyTlogProof({ tlogProof, leaf: leafHash(bytes('eit')), policy }), not)
  for (const other of [0, 5, 7, 14, 15, 1000]) {
    assert.deepEqual(await verifyTlogProof({ tlogProof: { ...tlogProof, index: other }, leaf, policy }), not)
  }
  for (const [what, proof] of brokenProofs(tlogProof.proof, readHash(root))) {
    assert.deepEqual(await verifyTlogProof({ tlogProof: { ...tlogProof, proof }, leaf, policy }), not, what)
  }
})

test('a proof under a checkpoint that is not believed proves nothing', async () => {
  const tlogProof = readTlogProof(bytes(file))
  assert.equal((await verifyTlogProof({ tlogProof, leaf, policy: believed })).outcome, 'foreign-origin')
  const forged = readTlogProof(bytes(file.replace('\n15\n', '\n16\n')))
  assert.equal((await verifyTlogProof({ tlogProof: forged, leaf, policy })).outcome, 'bad-signature')
  const cosigned = { ...policy, quorum: { kind: 'witness', key: witness.key } as const }
  assert.equal((await verifyTlogProof({ tlogProof, leaf, policy: cosigned })).outcome, 'quorum-missed')
})

const REFUSED: Record<string, string> = {
  nothing: '',
  'no header': file.replace('c2sp.org/tlog-proof@v1\n', ''),
  'another header': file.replace('@v1', '@v2'),
  'extra that is not base64': file.replace('AAEC', 'AAE!'),
  'extra without padding': file.replace('AAEC', 'AAE'),
  'extra after the index': file.replace('extra AAEC\nindex 6', 'index 6\nextra AAEC'),
  'no index': file.replace('index 6\n', ''),
  'an index without a number': file.replace('index 6', 'index '),
  'a negative index': file.replace('index 6', 'index -6'),
  'an index with a leading zero': file.replace('index 6', 'index 06'),
  'an index in words': file.replace('index 6', 'index six'),
  'an index with two spaces': file.replace('index 6', 'index  6'),
  'an index beyond counting': file.replace('index 6', 'index 18446744073709551615'),
  'a hash that is not base64': file.replace(hashes[0] ?? '', `${hashes[0]?.slice(0, -2)}!=`),
  'a hash of 64 bytes': file.replace(hashes[0] ?? '', Buffer.alloc(64).toString('base64')),
  'a hash of 31 bytes': file.replace(hashes[0] ?? '', Buffer.alloc(31).toString('base64')),
  'a line far too long': file.replace(hashes[0] ?? '', 'A'.repeat(100_000)),
  'sixty-four hashes': file.replace(hashes[0] ?? '', Array.from({ length: 61 }, () => hashes[0]).join('\n')),
  'no empty line': file.replaceAll('\n\n', '\n'),
  'carriage returns': file.replaceAll('\n', '\r\n'),
  'a space behind a hash': file.replace(hashes[1] ?? '', `${hashes[1]} `),
}

for (const [what, text] of Object.entries(REFUSED)) {
  test(`a proof file is refused: ${what}`, () => {
    assert.throws(() => readTlogProof(bytes(text)), refused('bad-proof'))
  })
}
