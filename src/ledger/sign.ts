import { invariant } from '#basics'
import {
  type Checkpoint,
  emptyRoot,
  type Hash,
  makeConsistency,
  openCheckpoint,
  policyOfLogs,
  readCheckpoint,
  readSignature,
  readVerifierKey,
  rootAt,
  tileReader,
  writeCheckpoint,
  writeNote,
} from '#proof'
import { type Batch } from './batch.ts'
import { LedgerError } from './error.ts'
import { logFetcher } from './folder.ts'
import { type LedgerDeps } from './deps.ts'
import { findBatch, findEntries, findHead, findIdentity, findNewestBatch, swapSigned } from './store.ts'
import { growBy, type GrownTree, readEdge, startOfBundle } from './tree.ts'

/**
 * Have the newest batch signed, if it is not. The tree is computed anew from what the database gives back, so
 * that a bit that fell over between memory and disk is found before it is signed and not after. The signed
 * checkpoint is put in by compare and swap: that is the moment from which the log is so long.
 */
export async function sign(
  deps: LedgerDeps,
): Promise<{ outcome: 'signed'; grown: GrownTree } | { outcome: 'nothing-to-sign' }> {
  const { db } = deps
  const head = await findHead(db)
  const batch = await findNewestBatch(db)
  if (!batch || batch.size === head.signed) return { outcome: 'nothing-to-sign' }
  const identity = await findIdentity(db)
  invariant(identity, 'a log that has a batch has a name')
  const grown = await growOnDisk(deps, batch)
  const text = writeCheckpoint({ origin: identity.origin, size: batch.size, root: batch.root })
  const outcome = await deps.signer.sign({ text, proof: await proofFor(deps, { batch, grown }) })
  if (outcome.outcome === 'frozen')
    throw new LedgerError('frozen', 'the signer is frozen: this ledger has ended')
  if (outcome.outcome === 'refused')
    throw new LedgerError(
      'forked',
      `the signer refuses ${batch.size} leaves (${outcome.why}): read the runbook`,
    )
  const signatures = outcome.signatures.map((line) => readSignature(line.trimEnd()))
  const note = Buffer.from(writeNote({ text, signatures }))
  await refuseForeign(note, { vkeys: identity.vkeys, size: batch.size })
  const isOurs = await swapSigned(db, { from: head.signed, to: batch.size, note: note.toString('utf8') })
  // Another sequencer was quicker, with the same batch: there is no other.
  return isOurs ? { outcome: 'signed', grown } : { outcome: 'nothing-to-sign' }
}

/** The tree with a batch, from the rows. Throws where that is not the tree which was staged. */
export async function growOnDisk({ db, folder }: LedgerDeps, batch: Batch): Promise<GrownTree> {
  const before = await findBatch(db, batch.first)
  const edge = readEdge(folder, before ?? { size: 0, root: emptyRoot() })
  const entries = await findEntries(db, { start: startOfBundle(batch.first), end: batch.size })
  const grown = growBy(edge, { entries })
  if (Buffer.compare(grown.root, batch.root) === 0) return grown
  throw new LedgerError(
    'not-in-order',
    `the rows of the batch up to ${batch.size} leaves do not make its root: run "exeunt fsck"`,
  )
}

/** That the batch continues what the signer signed last, whichever checkpoint of ours that was. */
async function proofFor(
  { signer, folder, db }: LedgerDeps,
  { batch, grown }: { batch: Batch; grown: GrownTree },
): Promise<readonly Hash[]> {
  const last = await lastSigned(signer)
  if (last.size > batch.size)
    throw new LedgerError(
      'database-behind',
      `the signer has signed ${last.size} leaves and the database has ${batch.size}: an old backup was put back`,
    )
  if (last.size === 0 || last.size === batch.size) return []
  const tiles = tileReader({ fetcher: logFetcher(folder, grown.files), size: batch.size, root: batch.root })
  const known = await findBatch(db, last.size)
  if (!known || Buffer.compare(await rootAt(last.size, tiles), last.root) !== 0)
    throw new LedgerError(
      'forked',
      `the signer has signed another tree of ${last.size} leaves: read the runbook`,
    )
  return makeConsistency({ oldSize: last.size, newSize: batch.size, source: tiles.hashes })
}

export async function lastSigned(signer: LedgerDeps['signer']): Promise<Checkpoint> {
  return readCheckpoint((await signer.state()).signed)
}

/** A signer that signs with a key which the log does not know would have us publish what nobody believes. */
async function refuseForeign(
  note: Uint8Array,
  { vkeys, size }: { vkeys: readonly string[]; size: number },
): Promise<void> {
  const opened = await openCheckpoint(note, policyOfLogs(vkeys.map(readVerifierKey)))
  if (opened.outcome === 'opened' && opened.checkpoint.size === size) return
  throw new LedgerError('other-key', 'the signer signs with a key that is not of this log: read the runbook')
}
