import { setImmediate as sent } from 'node:timers/promises'
import { findActsHead, headText } from '#audit'
import { type Day, dayAt, invariant } from '#basics'
import { transaction, type Transaction } from '#db'
import {
  asDigest,
  digestOf,
  emptyRoot,
  growTree,
  type Hash,
  type Leaf,
  leafHash,
  NO_FIGURES,
  type RunningSums,
  runningSums,
  type Totals,
  writeDayFiles,
  writeLeaf,
} from '#proof'
import { type Batch } from './batch.ts'
import { composeBatch } from './compose.ts'
import { listDayFiles } from './day-file-store.ts'
import { type LeafDraft } from './draft.ts'
import { type Due, findDue } from './due.ts'
import { LedgerError } from './error.ts'
import { LOG } from './folder.ts'
import { type LedgerDeps } from './deps.ts'
import {
  findBaseline,
  findCovered,
  findIdentity,
  findLastNoted,
  findNewestBatch,
  findTargets,
  insertBatch,
  insertIdentity,
  insertKey,
  insertLeaves,
  insertNoted,
  lockHead,
  setClosed,
  setCovered,
} from './store.ts'
import { readEdge } from './tree.ts'
import { findChanges, findDeclared } from './waiting-store.ts'

/**
 * Append what is due, in the database alone: from then on these leaves have their numbers, and whatever crashes,
 * it is this batch that will be signed and published. Returns null where nothing is due.
 *
 * The leaves' keys are random, so a batch could not be made a second time; that is why it is durable before
 * anybody is asked to sign it.
 */
export async function stage(deps: LedgerDeps): Promise<Batch | null> {
  const { vkeys, succession } = await deps.signer.state()
  if (succession !== null) await showSuccession(deps, { vkeys, succession })
  return transaction(deps.db, async (tx) => {
    const head = await lockHead(tx)
    const last = await findNewestBatch(tx)
    // One batch at a time: the next begins where the last one is published.
    if (last && head.published !== last.size) return null
    const covered = await findCovered(tx)
    const due =
      (await findDue(tx, { head, covered }, deps)) ??
      (last && (await mustAnnounce(tx, vkeys)) ? { kind: 'people' as const, upTo: covered } : null)
    if (!due) return null
    const drafts = await draftsFor(tx, { due, last, covered, vkeys, deps })
    const batch = await append(tx, { due, last, covered, drafts, deps })
    if (batch) return batch
    // Entries that count nobody have no leaf: nothing has to be signed before the world may see them.
    if (due.kind === 'people') await setCovered(tx, due.upTo)
    return null
  })
}

/** A key that has not been announced waits for nobody: it is no person's, and must be known before it signs alone. */
async function mustAnnounce(tx: Transaction, vkeys: readonly string[]): Promise<boolean> {
  const known = new Set((await findIdentity(tx))?.vkeys)
  return vkeys.some((vkey) => !known.has(vkey))
}

/** Once the log has announced a key, what the old one says of it lies beside the log. */
async function showSuccession(
  { db, folder }: LedgerDeps,
  { vkeys, succession }: { vkeys: readonly string[]; succession: string },
): Promise<void> {
  const newest = vkeys.at(-1)
  const known = (await findIdentity(db))?.vkeys ?? []
  if (newest === undefined || !known.includes(newest)) return
  const path = `${LOG}/succession`
  const note = Buffer.from(succession)
  if (Buffer.compare(folder.get(path) ?? new Uint8Array(0), note) !== 0) folder.put(new Map([[path, note]]))
}

interface Wanted {
  readonly due: Due
  readonly last: Batch | undefined
  /** The last entry that the world may see. */
  readonly covered: number
  readonly vkeys: readonly string[]
  readonly deps: LedgerDeps
}

async function draftsFor(
  tx: Transaction,
  { due, last, covered, vkeys, deps }: Wanted,
): Promise<Iterable<LeafDraft>> {
  if (due.kind === 'day') {
    invariant(last, 'a day is closed in a log that has begun')
    const files = digestOf(writeDayFiles(await listDayFiles(tx)))
    const leaf: Leaf = { kind: 'day', date: due.closes, size: last.size, ...last.totals, files }
    return [{ leaf, of: null, previous: null, opening: null }]
  }
  const range = { after: covered, upTo: due.upTo }
  const declared = await findDeclared(tx, range)
  const changes = await findChanges(tx, range)
  const targets = await findTargets(tx, changes)
  const known = new Map(targets.map((person) => [`${person.declaration}/${person.position}`, person]))
  const opening = last ? await announcedKeys(tx, vkeys) : await birth(tx, vkeys, deps)
  // Only beside leaves that are due anyway: by itself it would tell that somebody worked.
  if (opening.length + declared.length + changes.length > 0)
    opening.push(...(await noteActs(tx, (last?.size ?? 0) + opening.length)))
  const standingOf = (person: { declaration: number; position: number }) =>
    known.get(`${person.declaration}/${person.position}`)
  return composeBatch({ first: last?.size ?? 0, opening, declared, changes, standingOf }, deps.random)
}

/** The log's first leaf is its baseline, of zeros if there is none; with it the log has its name and its key. */
async function birth(tx: Transaction, vkeys: readonly string[], deps: LedgerDeps): Promise<Leaf[]> {
  const [vkey] = vkeys
  invariant(vkey !== undefined, 'a signer has a key')
  await insertIdentity(tx, vkey.split('+')[0] ?? '')
  await insertKey(tx, vkey)
  const row = await findBaseline(tx)
  if (!row) {
    const asOf = dayAt(deps.clock(), deps.timeZone)
    return [{ kind: 'baseline', asOf, figures: NO_FIGURES, dossier: digestOf(new Uint8Array(0)) }]
  }
  const { party, league, pioneers, not_stated: notStated, people } = row
  const figures = { party, league, pioneers, notStated, people }
  return [{ kind: 'baseline', asOf: row.as_of, figures, dossier: asDigest(Uint8Array.from(row.dossier)) }]
}

/** A further key that the signer shows is said in the log, so that who follows the log learns it from the old one. */
async function announcedKeys(tx: Transaction, vkeys: readonly string[]): Promise<Leaf[]> {
  const known = new Set((await findIdentity(tx))?.vkeys)
  const fresh = vkeys.filter((vkey) => !known.has(vkey))
  for (const vkey of fresh) await insertKey(tx, vkey)
  return fresh.map((vkey) => ({ kind: 'key', vkey }))
}

/** How far the acts of the staff go, as a leaf that says nothing of them: from then on none can be changed unseen. */
async function noteActs(tx: Transaction, index: number): Promise<Leaf[]> {
  const head = await findActsHead(tx)
  if (head.acts === (await findLastNoted(tx))) return []
  await insertNoted(tx, { index, ...head })
  return [{ kind: 'note', digest: digestOf(Buffer.from(headText(head))) }]
}

/** Put the batch in, leaves first; null where it has none. */
async function append(
  tx: Transaction,
  { due, last, covered, drafts, deps }: Omit<Wanted, 'vkeys'> & { readonly drafts: Iterable<LeafDraft> },
): Promise<Batch | null> {
  const { clock, timeZone, folder } = deps
  const first = last?.size ?? 0
  const { hashes, totals } = await appendLeaves(tx, { first, drafts, before: last?.totals })
  if (hashes.length === 0) return null
  const edge = readEdge(folder, last ?? { size: 0, root: emptyRoot() })
  const now = clock()
  const batch: Batch = {
    size: first + hashes.length,
    first,
    root: growTree(edge, hashes).root,
    after: covered,
    entry: due.kind === 'day' ? covered : due.upTo,
    day: dayOf(now, { timeZone, last }),
    closes: due.kind === 'day' ? due.closes : null,
    totals,
  }
  await insertBatch(tx, batch)
  // The closing of a day is no batch of people, and the next need not wait because of it.
  if (due.kind === 'people') await setClosed(tx, now)
  return batch
}

/** Leaves that go to the database in one statement. */
const PIECE = 4_096

/**
 * Make the leaves and put them in, a piece of them on its way while the next one is made. Returns their hashes, and the sums with
 * them by the rules that auditors hold them to: nothing that breaks one is ever appended.
 */
async function appendLeaves(
  tx: Transaction,
  { first, drafts, before }: { first: number; drafts: Iterable<LeafDraft>; before: Totals | undefined },
): Promise<{ hashes: Hash[]; totals: Totals }> {
  const hashes: Hash[] = []
  const sums = runningSums(before)
  let onItsWay: Promise<void> = Promise.resolve()
  for (const piece of inPieces(drafts)) {
    const entries = piece.map(({ leaf }) => entryOf(leaf, sums))
    await onItsWay
    onItsWay = insertLeaves(tx, { first: first + hashes.length, drafts: piece, entries })
    // It is looked at before the next one goes; until then a failure must not count as unhandled.
    onItsWay.catch(() => {})
    for (const entry of entries) hashes.push(leafHash(entry))
    await sent()
  }
  await onItsWay
  const open = sums.open()
  if (open) throw new LedgerError('not-in-order', `the batch would break the rule ${open}`)
  return { hashes, totals: sums.totals() }
}

function entryOf(leaf: Leaf, sums: RunningSums): Uint8Array {
  const rule = sums.take(leaf)
  if (rule) throw new LedgerError('not-in-order', `a ${leaf.kind} leaf would break the rule ${rule}`)
  return writeLeaf(leaf)
}

function* inPieces(drafts: Iterable<LeafDraft>): Generator<LeafDraft[]> {
  let piece: LeafDraft[] = []
  for (const draft of drafts) {
    piece.push(draft)
    if (piece.length < PIECE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

/** Days of the log only go forward: a clock that was set back does not take it along. */
function dayOf(now: Date, { timeZone, last }: { timeZone: string; last: Batch | undefined }): Day {
  const today = dayAt(now, timeZone)
  return last && last.day > today ? last.day : today
}
