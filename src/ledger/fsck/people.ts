import {
  amendmentRecord,
  commit,
  type Commitment,
  contentRecord,
  type Leaf,
  type Organisations,
  type PersonContent,
  personRecord,
  readLeaf,
  targetRecord,
} from '#proof'
import { type Batch } from '../batch.ts'
import { type Change, type Declared } from '../draft.ts'
import { Difference, must, same } from '../difference.ts'
import { type LeafRow, type LedgerRows, nameOf, type OpeningRow } from './rows.ts'

export interface PeopleOfBatch {
  readonly counted: number
  /** Leaves whose opening was destroyed. */
  readonly erased: number
}

/**
 * Each event of the register that a batch covers has one leaf there, with its weights; and what opens the leaf
 * opens it to what the register says. Where the opening was destroyed, the weights are all that can be held.
 */
export async function checkPeople(
  rows: LedgerRows,
  { batch, leaves }: { batch: Batch; leaves: readonly LeafRow[] },
): Promise<PeopleOfBatch> {
  const range = { after: batch.after, upTo: batch.entry }
  const declared = new Map((await rows.declared(range)).map((person) => [nameOf(person), person]))
  const counted = declared.size
  let erased = 0
  const changed = await rows.changes(range)
  const targets = await rows.targets(changed)
  const changes = queues(changed)
  const openings = new Map(
    (await rows.openings({ start: batch.first, end: batch.size })).map((one) => [one.index, one]),
  )
  for (const row of leaves) {
    const leaf = readLeaf(row.bytes)
    const place = `ledger.leaf ${row.index}`
    if (row.entry === null || row.line === null) {
      must(!openings.has(row.index), `ledger.opening ${row.index}`, 'it opens a leaf that is nobody')
      continue
    }
    const name = nameOf({ declaration: row.entry, position: row.line })
    const opening = openings.get(row.index)
    if (!opening) erased++
    if (leaf.kind === 'add' || leaf.kind === 'import') {
      const person = declared.get(name)
      must(
        person !== undefined,
        place,
        `entry ${row.entry} of the register has no line ${row.line} to be counted`,
      )
      declared.delete(name)
      checkPerson(leaf, person, { place, opening })
      continue
    }
    const change = changes.get(name)?.shift()
    const target = targets.get(name)
    must(change !== undefined && target !== undefined, place, `nothing was entered about line ${name}`)
    must(row.previous === row.newest, place, 'it does not follow what was stated of her last')
    checkChange(leaf, change, { place, opening, target, previous: row.previous ?? target })
  }
  for (const { declaration, position } of declared.values())
    throw new Difference(`register.line ${declaration}/${position}`, 'she is counted by no leaf')
  for (const [name, left] of changes)
    must(left.length === 0, `register.line ${name}`, 'what was entered about her later has no leaf')
  return { counted, erased }
}

function checkPerson(
  leaf: Leaf & { kind: 'add' | 'import' },
  person: Declared,
  { place, opening }: { place: string; opening: OpeningRow | undefined },
): void {
  must(
    (leaf.kind === 'import') === (person.grade === 'carried'),
    place,
    'it takes over who was newly counted, or the other way round',
  )
  must(sameLeft(leaf.left, person.left), place, 'the register says that she left something else')
  if (opening) checkOpening(leaf.commitment, person, { opening, wrap: (record) => record })
}

function checkChange(
  leaf: Leaf,
  change: Change,
  {
    place,
    opening,
    target,
    previous,
  }: { place: string; opening: OpeningRow | undefined; target: number; previous: number },
): void {
  const differs = 'the register says that something else was entered about her'
  if (change.kind === 'withdrawn') {
    must(leaf.kind === 'retract' && leaf.reason === 'withdrawn', place, differs)
    must(sameLeft(leaf.left, change.was), place, differs)
    const hidden = opening && commit({ key: opening.key, record: targetRecord(target) })
    must(
      !hidden || same(hidden, leaf.target),
      `ledger.opening ${opening?.index}`,
      'it does not open its leaf',
    )
    return
  }
  const isMoved = !sameLeft(change.was, change.now)
  must(leaf.kind === (isMoved ? 'restate' : 'amend'), place, differs)
  if (leaf.kind === 'restate')
    must(
      leaf.target === target && sameLeft(leaf.was, change.was) && sameLeft(leaf.now, change.now),
      place,
      differs,
    )
  if (!opening || (leaf.kind !== 'restate' && leaf.kind !== 'amend')) return
  checkOpening(leaf.commitment, change, { opening, wrap: (record) => amendmentRecord(previous, record) })
}

/** What opens the leaf opens it to what the register says, and to nothing else. */
function checkOpening(
  commitment: Commitment,
  said: { readonly declaration: number; readonly position: number; readonly content: PersonContent },
  { opening, wrap }: { opening: OpeningRow; wrap: (record: Uint8Array) => Uint8Array },
): void {
  const { index, key, content, contentKey } = opening
  const place = `ledger.opening ${index}`
  must(content !== null && contentKey !== null, place, 'it does not open what it should')
  const known = commit({ key: Uint8Array.from(contentKey), record: contentRecord(said.content) })
  must(same(known, content), place, 'it does not open to what the register says')
  const record = personRecord({ entry: said.declaration, line: said.position, content: known })
  must(
    same(commit({ key: Uint8Array.from(key), record: wrap(record) }), commitment),
    place,
    'it does not open its leaf',
  )
}

/** What was entered about each person, first things first. */
function queues(changes: readonly Change[]): Map<string, Change[]> {
  const found = new Map<string, Change[]>()
  for (const change of changes) {
    const queue = found.get(nameOf(change)) ?? []
    queue.push(change)
    found.set(nameOf(change), queue)
  }
  return found
}

function sameLeft(one: Organisations, other: Organisations): boolean {
  return one.party === other.party && one.league === other.league && one.pioneers === other.pioneers
}
