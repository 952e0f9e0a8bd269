// Proofs that are made from the public files, with what was read under the newest checkpoint kept between them.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  leafHash,
  type Policy,
  policyOfLogs,
  ProofError,
  readCheckpoint,
  readNote,
  readTlogProof,
  readVerifierKey,
  verifyTlogProof,
} from '#proof'
import { chance } from '../../test/faults/chance.ts'
import { type LedgerUnderTest, openLedger } from '../../test/installation/ledger.ts'
import { crowd } from '../../test/people.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { type InclusionProofs, inclusionProofs } from './inclusion.ts'

test('every leaf of the published log is proved by its file, whatever the log has grown to, and no leaf beyond', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const proofs = inclusionProofs(ledger.deps.folder)
  equal(await proofs(0), undefined, 'nothing is published yet')
  const dice = chance('inclusion')
  for (const more of [1, 2, 200, 51, 1, 255, 256, 700, 3, 3_000]) {
    await crowd(installation, { entries: more })
    await ledger.take()
    const { size } = published(ledger)
    const drawn = Array.from({ length: 60 }, () => dice.below(size))
    for (const index of new Set([0, size >> 1, size - 2, size - 1, ...drawn]))
      if (index >= 0) await isProved(proofs, { index, size, policy: await policyOf(ledger) })
    for (const beyond of [size, size + 1, 2 * size + 256]) equal(await proofs(beyond), undefined)
  }
})

test('a proof has the checkpoint that is published when it is asked for, also where only a cosignature has come to it', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 5 })
  await ledger.take()
  const { folder } = ledger.deps
  const proofs = inclusionProofs(folder)
  await proofs(2)
  const before = folder.get('log/checkpoint') ?? new Uint8Array(0)
  const signature = Buffer.alloc(76, 1).toString('base64')
  const cosigned = Buffer.concat([before, Buffer.from(`— w1.example.org ${signature}\n`)])
  folder.put(new Map([['log/checkpoint', cosigned]]))
  const { size } = published(ledger)
  const proof = await isProved(proofs, { index: 2, size, policy: await policyOf(ledger) })
  deepEqual(Buffer.from(proof.checkpoint), cosigned)
})

test('files that are damaged give no proof until they are mended, and what was verified before is given meanwhile', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  await crowd(installation, { entries: 600 })
  await ledger.take()
  const { size } = published(ledger)
  const policy = await policyOf(ledger)
  const partial = `${size % 256}`
  const early = inclusionProofs(ledger.deps.folder)
  await early(300)
  for (const [path, index] of [
    ['tile/0/001', 300],
    ['tile/entries/001', 511],
    [`tile/0/002.p/${partial}`, 300],
    [`tile/entries/002.p/${partial}`, size - 1],
  ] as const) {
    const file = join(ledger.home, 'public/log', path)
    const honest = readFileSync(file)
    const proofs = inclusionProofs(ledger.deps.folder)
    const at = honest.length - 40
    writeFileSync(file, honest.with(at, (honest[at] ?? 0) ^ 1))
    await rejects(proofs(index), ProofError, path)
    if (path.startsWith('tile/0/')) await isProved(early, { index: 300, size, policy })
    writeFileSync(file, honest)
    await isProved(proofs, { index, size, policy })
  }
})

async function isProved(
  proofs: InclusionProofs,
  { index, size, policy }: { index: number; size: number; policy: Policy },
) {
  const tlogProof = readTlogProof((await proofs(index)) ?? new Uint8Array(0))
  ok(tlogProof.extra, 'the leaf stands in it')
  const verified = await verifyTlogProof({ tlogProof, leaf: leafHash(tlogProof.extra), policy })
  ok(verified.outcome === 'proved', `${index} of ${size}: ${verified.outcome}`)
  deepEqual([verified.index, verified.checkpoint.size], [index, size])
  return tlogProof
}

async function policyOf(ledger: LedgerUnderTest): Promise<Policy> {
  return policyOfLogs((await ledger.deps.signer.state()).vkeys.map(readVerifierKey))
}

function published({ deps }: LedgerUnderTest) {
  const note = deps.folder.get('log/checkpoint')
  ok(note)
  return readCheckpoint(readNote(note).text)
}
