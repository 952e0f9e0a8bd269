import { EMPTY_EDGE, growTree, leafHash, startCount, type TreeEdge, sameTotals } from '#proof'
import { type Signer } from '#signer'
import { type Batch } from '../batch.ts'
import { LOG, type PublicFolder } from '../folder.ts'
import { growBy } from '../tree.ts'
import { checkBaseline } from './baseline.ts'
import { checkCheckpoints } from './checkpoints.ts'
import { Difference, must, same } from '../difference.ts'
import { checkListedFiles } from './day-files.ts'
import { checkNotes } from './notes.ts'
import { checkPeople } from './people.ts'
import { type LeafRow, type LedgerRows } from './rows.ts'

export interface Fsck {
  readonly rows: LedgerRows
  readonly folder: PublicFolder
  /** Null where it cannot be asked. */
  readonly signer: Signer | null
  /** Write files that are missing; they are made from the rows, and held to what was signed. */
  readonly repair: boolean
}

export interface Checked {
  readonly leaves: number
  readonly of: number
}

export interface Sound {
  readonly leaves: number
  readonly batches: number
  readonly people: number
  /** People whose record and keys have been destroyed: their leaves stand, and count. */
  readonly erased: number
  readonly repaired: readonly string[]
  /** Why the ledger does not go on, and since when; null while it does. */
  readonly standstill: { readonly trouble: string; readonly since: Date } | null
}

/**
 * Make everything that the ledger has anew, from the register's rows, and hold it to what is there: leaves to
 * people, sums to leaves, trees to batches, every published file to its bytes, checkpoints to their signatures,
 * the signer to its last word. Throws the first {@link Difference}.
 */
export async function* fsck(asked: Fsck): AsyncGenerator<Checked, Sound> {
  const { rows } = asked
  const head = await rows.head()
  const batches = await rows.batches()
  const listed = await rows.listedFiles()
  const noted = new Map((await rows.noted()).map((one) => [one.index, one]))
  const count = startCount()
  let [people, erased] = [0, 0]
  const repaired: string[] = []
  let edge: TreeEdge = EMPTY_EDGE
  let before: Batch | undefined
  let inBundle: readonly Uint8Array[] = []
  for (const batch of batches) {
    checkChain(batch, before)
    const leaves = await rows.leaves({ start: batch.first, end: batch.size })
    checkLeaves(batch, leaves, count)
    checkNotes(leaves, noted)
    if (before) await checkGap(rows, { before, batch })
    if (!before) await checkBaseline(asked, leaves[0])
    const found = await checkPeople(rows, { batch, leaves })
    checkEnd(batch, count)
    people += found.counted
    erased += found.erased
    const entries = [...inBundle, ...leaves.map(({ bytes }) => bytes)]
    const grown = growBy(edge, { entries })
    must(
      same(grown.root, batch.root),
      `ledger.batch ${batch.size}`,
      'its root is not that of the leaves up to it',
    )
    // What is staged or signed, and not published yet, has no files to be held to.
    if (batch.size <= head.published) repaired.push(...checkFiles(asked, grown.files))
    edge = growTree(
      edge,
      leaves.map(({ bytes }) => leafHash(bytes)),
    ).edge
    inBundle = entries.slice(entries.length - (batch.size % 256))
    before = batch
    yield { leaves: batch.size, of: batches.at(-1)?.size ?? 0 }
  }
  await checkCheckpoints(asked, { head, batches })
  await checkListedFiles(asked, { batches, listed, published: head.published })
  return {
    leaves: before?.size ?? 0,
    batches: batches.length,
    people,
    erased,
    repaired,
    standstill:
      head.trouble !== null && head.troubleSince !== null
        ? { trouble: head.trouble, since: head.troubleSince }
        : null,
  }
}

/** Batches follow one another without a gap, in leaves, entries and days. */
function checkChain(batch: Batch, before: Batch | undefined): void {
  const place = `ledger.batch ${batch.size}`
  must(batch.first === (before?.size ?? 0), place, 'it does not begin where the batch before it ends')
  must(batch.after >= (before?.entry ?? 0), place, 'it covers entries that the batch before it covers')
  must(!before || batch.day >= before.day, place, 'it is of an earlier day than the batch before it')
}

/** Between two batches the world may see entries that do nothing to the count, and no others. */
async function checkGap(rows: LedgerRows, { before, batch }: { before: Batch; batch: Batch }): Promise<void> {
  if (batch.after === before.entry) return
  const gap = { after: before.entry, upTo: batch.after }
  const people = [...(await rows.declared(gap)), ...(await rows.changes(gap))]
  const [first] = people
  if (first)
    throw new Difference(`register.line ${first.declaration}/${first.position}`, 'no batch has taken her up')
}

function checkLeaves(batch: Batch, leaves: readonly LeafRow[], count: ReturnType<typeof startCount>): void {
  for (const [at, { index, kind, bytes }] of leaves.entries()) {
    must(index === batch.first + at, `ledger.leaf ${batch.first + at}`, 'it is missing')
    const fault = count.take(bytes)
    if (fault) throw new Difference(`ledger.leaf ${index}`, `it breaks the rule ${fault.rule}`)
    // The second line of a leaf is its kind.
    must(
      Buffer.from(bytes).toString('latin1').split('\n')[1] === kind,
      `ledger.leaf ${index}`,
      'its bytes are of another kind than its row',
    )
  }
  const end = batch.first + leaves.length
  must(end === batch.size, `ledger.leaf ${end}`, 'it is missing')
}

/** After the people: a leaf that says something else of somebody is named itself, and not the sum that it spoils. */
function checkEnd(batch: Batch, count: ReturnType<typeof startCount>): void {
  const closed = count.close()
  if (closed.outcome === 'fault')
    throw new Difference(`ledger.batch ${batch.size}`, `it ends against the rule ${closed.fault.rule}`)
  must(
    sameTotals(closed.totals, batch.totals),
    `ledger.batch ${batch.size}`,
    'its totals are not those of the leaves up to it',
  )
  const date = closed.lastDay?.index === batch.size - 1 ? closed.lastDay.date : null
  must(batch.closes === date, `ledger.batch ${batch.size}`, 'it closes another day than its leaf')
}

/** The files of a batch as they should be, beside those that are there. Returns those that were written anew. */
function checkFiles({ folder, repair }: Fsck, files: ReadonlyMap<string, Uint8Array>): string[] {
  const missing = new Map<string, Uint8Array>()
  for (const [path, expected] of files) {
    const name = `${LOG}/${path}`
    const found = folder.get(name)
    must(!found || same(found, expected), name, 'it is not what the rows come to')
    must(found !== undefined || repair, name, 'it is missing: "exeunt fsck --repair" writes it')
    if (!found) missing.set(name, expected)
  }
  folder.put(missing)
  return [...missing.keys()]
}
