import { transaction, type Transaction } from '#db'
import { announce } from '#jobs'
import {
  DAY_FILES,
  leafHashes,
  openBundle,
  tilePath,
  TILE_WIDTH,
  tileWidth,
  writeDayFiles,
  writeDays,
} from '#proof'
import { type Batch, type Head } from './batch.ts'
import { type Cosigned, cosignedNote, signersOf } from './cosignatures.ts'
import { findListedFiles } from './day-file-store.ts'
import { LedgerError } from './error.ts'
import { LOG } from './folder.ts'
import { type LedgerDeps } from './deps.ts'
import { growOnDisk } from './sign.ts'
import {
  findBatch,
  findClosedDays,
  findHead,
  findIdentity,
  lockHead,
  setCovered,
  setPublished,
} from './store.ts'
import { type GrownTree, readEdge } from './tree.ts'

/**
 * Publish the signed batch, if it is not: first the files, each looked at again on the disk, then the checkpoint
 * that stands for them, then what the pages show. Whatever stops it, doing it again writes the same bytes. The tree that was
 * signed a moment ago need not be made again; after a crash it is, from the rows.
 */
export async function publish(
  deps: LedgerDeps,
  justSigned?: GrownTree,
): Promise<'published' | 'nothing-to-publish'> {
  const { db } = deps
  const head = await findHead(db)
  const { signed, note } = head
  if (signed === head.published || note === null) return 'nothing-to-publish'
  const batch = await findBatch(db, signed)
  if (!batch) throw new LedgerError('not-in-order', `the batch of ${signed} leaves that was signed is gone`)
  const isSame = justSigned && Buffer.compare(justSigned.root, batch.root) === 0
  const grown = isSame ? justSigned : await growOnDisk(deps, batch)
  await deps.folder.putMany(named(grown.files))
  lookAgain(deps, { batch, grown })
  // Witnesses are asked without holding anything: they may be slow, and nobody waits for them here but the batch.
  const cosigned = await cosignedNote(deps, { note, batch })
  return transaction(db, (tx) => announcePublished(tx, deps, { batch, cosigned }))
}

/**
 * The checkpoint and what follows from it, under the head's lock: it never goes back to a smaller one, whoever
 * else publishes at the same moment.
 */
async function announcePublished(
  tx: Transaction,
  deps: LedgerDeps,
  { batch, cosigned }: { batch: Batch; cosigned: Cosigned },
): Promise<'published' | 'nothing-to-publish'> {
  const head = await lockHead(tx)
  if (head.published >= batch.size) return 'nothing-to-publish'
  const { note, witnessed } = cosigned
  const checkpoint = Buffer.from(note)
  const { vkeys } = (await findIdentity(tx)) ?? { vkeys: [] }
  const signers = signersOf(note, vkeys)
  const policy = policyFile(deps, signers)
  writeAll(
    deps,
    new Map([
      ['vkey', vkeyFile(signers)],
      ['policy', Buffer.from(policy)],
    ]),
  )
  writeAll(deps, new Map([['checkpoint', checkpoint]]))
  if (batch.closes !== null) {
    const days = [...(await findClosedDays(tx)), batch]
    writeAll(deps, new Map([[`days/${batch.closes}/checkpoint`, checkpoint]]), '')
    writeAll(deps, new Map([['days/index.json', daysFile(days)]]), '')
    writeAll(deps, new Map([[DAY_FILES, writeDayFiles(await findListedFiles(tx))]]), '')
  }
  await setPublished(tx, { size: batch.size, note, at: deps.clock(), witnessed, policy })
  await setCovered(tx, batch.entry)
  await announce(tx, 'statistics:fold')
  await announce(tx, 'publish:days')
  return 'published'
}

/** Ask witnesses again that did not cosign the published checkpoint, and publish it with what they say. */
export async function cosignAgain(deps: LedgerDeps, head: Head): Promise<void> {
  const { published, publishedNote, witnessed } = head
  if (witnessed || deps.witnesses === null || publishedNote === null) return
  const batch = await findBatch(deps.db, published)
  if (!batch) return
  const cosigned = await cosignedNote(deps, { note: publishedNote, batch })
  if (cosigned.note === publishedNote) return
  await transaction(deps.db, async (tx) => {
    if ((await lockHead(tx)).published !== published) return
    writeAll(deps, new Map([['checkpoint', Buffer.from(cosigned.note)]]))
    await setPublished(tx, {
      size: published,
      note: cosigned.note,
      at: head.publishedAt ?? deps.clock(),
      witnessed: cosigned.witnessed,
      policy: head.policy ?? '',
    })
  })
}

/** The policy to believe this ledger by (C2SP tlog-policy): its own keys, and the witnesses that are asked. */
function policyFile({ witnesses }: LedgerDeps, vkeys: readonly string[]): string {
  const rest = witnesses?.text.split('\n').filter((line) => !/^\s*log\s/.test(line)) ?? ['quorum none', '']
  return [...vkeys.map((vkey) => `log ${vkey}`), ...rest].join('\n')
}

/** The keys that sign this checkpoint, one a line. */
export function vkeyFile(vkeys: readonly string[]): Uint8Array {
  return Buffer.from(`${vkeys.join('\n')}\n`)
}

function writeAll({ folder }: LedgerDeps, files: ReadonlyMap<string, Uint8Array>, below?: string): void {
  folder.put(named(files, below))
}

/** Files of the log, by their names in the folder. */
function named(files: ReadonlyMap<string, Uint8Array>, below = `${LOG}/`): ReadonlyMap<string, Uint8Array> {
  return new Map([...files].map(([path, content]) => [`${below}${path}`, content]))
}

/** What is on the disk now, held to the tree that was signed: entries to their hashes, hashes to what was to be written, the edge to the root. */
function lookAgain({ folder }: LedgerDeps, { batch, grown }: { batch: Batch; grown: GrownTree }): void {
  for (const [path, expected] of grown.files) {
    const written = folder.get(`${LOG}/${path}`)
    if (!written || Buffer.compare(written, expected) !== 0) throw damaged(path)
  }
  for (let index = Math.floor(batch.first / TILE_WIDTH); index * TILE_WIDTH < batch.size; index++) {
    const width = tileWidth({ level: 0, index, size: batch.size })
    const tile = grown.files.get(tilePath({ level: 0, index, width }))
    const bundle = tilePath({ level: 'entries', index, width })
    const hashes = leafHashes(openBundle(folder.get(`${LOG}/${bundle}`) ?? new Uint8Array(0)))
    if (!tile || Buffer.compare(hashes, tile) !== 0) throw damaged(bundle)
  }
  readEdge(folder, batch)
}

function damaged(path: string): LedgerError {
  return new LedgerError(
    'files-damaged',
    `${LOG}/${path} is not what was written a moment ago: mend the disk`,
  )
}

function daysFile(closed: readonly Batch[]): Uint8Array {
  return Buffer.from(
    writeDays(closed.flatMap(({ closes, size }) => (closes === null ? [] : [{ date: closes, size }]))),
  )
}
