import type { BlockReader } from './block-reader.ts'
import { sameBytes, utf8 } from './bytes.ts'
import { type Commitment, amendmentRecord, commit, digestOf } from './commitment.ts'
import type { Leaf, Organisations } from './leaf.ts'
import { readLeaf } from './leaf-text.ts'
import { contentRecord, personRecord } from './person-record.ts'
import { ProofError } from './proof-error.ts'
import type { PublishedEntry, PublishedPerson } from './published-entry.ts'

/** A person of a published entry, held to the ledger. */
export interface PersonCheck {
  readonly entry: number
  readonly line: number
  readonly index: number
  /**
   * - `counted`: her leaf says what the page says
   * - `not-there`: the log has no such entry, or none that counts a person
   * - `other`: the leaf is of another person, or of other words
   * - `twice`: another line has the same leaf
   */
  readonly outcome: 'counted' | 'not-there' | 'other' | 'twice'
}

/**
 * Whether each person on published entries is counted by exactly one leaf, which says of her what the page says.
 * Leaves are fetched by whole blocks. Throws as `EntryReader` where the log cannot be read.
 */
export async function* checkEntries(
  entries: readonly PublishedEntry[],
  log: BlockReader,
): AsyncGenerator<PersonCheck> {
  const taken = new Set<number>()
  for (const entry of entries) {
    for (const person of entry.people) {
      const { index } = person.opening
      const outcome = taken.has(index) ? 'twice' : await outcomeOf(entry, person, log)
      taken.add(index)
      yield { entry: entry.number, line: person.line, index, outcome }
    }
  }
}

async function outcomeOf(
  entry: PublishedEntry,
  person: PublishedPerson,
  log: BlockReader,
): Promise<PersonCheck['outcome']> {
  const { opening } = person
  const counted = await leafAt(log, opening.index)
  if (counted?.kind !== 'add' && counted?.kind !== 'import') return 'not-there'
  const identity = { entry: entry.number, line: person.line }
  if ('contentKey' in opening) {
    const record = personRecord({ ...identity, content: contentOf(entry, person, opening.contentKey) })
    const isHers = sameBytes(counted.commitment, commit({ key: opening.key, record }))
    return isHers && sameLeft(counted.left, person.left) ? 'counted' : 'other'
  }
  const first = personRecord({ ...identity, content: opening.content })
  if (!sameBytes(counted.commitment, commit({ key: opening.key, record: first }))) return 'other'

  const { restated } = opening
  const later = await leafAt(log, restated.index)
  const was = restated.moved === undefined ? counted.left : await movedTo(log, restated.moved, opening.index)
  if (!later || !was || restated.index <= opening.index) return 'not-there'
  const record = personRecord({ ...identity, content: contentOf(entry, person, restated.contentKey) })
  return isRestatement(later, {
    record,
    key: restated.key,
    target: opening.index,
    was,
    now: person.left,
  })
    ? 'counted'
    : 'other'
}

interface Restatement {
  readonly record: Uint8Array
  readonly key: Uint8Array
  readonly target: number
  readonly was: Organisations
  readonly now: Organisations
}

/** An amendment keeps the organisations of the leaf it restates; where others were stated, the leaf says so itself. */
function isRestatement(leaf: Leaf, { record, key, target, was, now }: Restatement): boolean {
  if (leaf.kind === 'amend')
    return sameLeft(was, now) && isCommitment(leaf.commitment, key, amendmentRecord(target, record))
  if (leaf.kind !== 'restate' || leaf.target !== target) return false
  return sameLeft(leaf.now, now) && isCommitment(leaf.commitment, key, record)
}

/** Where a leaf says that the person of another leaf had left these. */
async function movedTo(log: BlockReader, index: number, target: number): Promise<Organisations | undefined> {
  const leaf = await leafAt(log, index)
  return leaf?.kind === 'restate' && leaf.target === target ? leaf.now : undefined
}

function isCommitment(commitment: Commitment, key: Uint8Array, record: Uint8Array): boolean {
  return sameBytes(commitment, commit({ key, record }))
}

function contentOf(entry: PublishedEntry, person: PublishedPerson, key: Uint8Array): Commitment {
  const { day, channel, place, language, words } = entry
  const { basis, nameKind, name } = person
  const digest = words === null ? null : digestOf(utf8(words))
  const record = contentRecord({ day, channel, basis, nameKind, name, place, language, words: digest })
  return commit({ key, record })
}

function sameLeft(one: Organisations, other: Organisations): boolean {
  return one.party === other.party && one.league === other.league && one.pioneers === other.pioneers
}

async function leafAt(log: BlockReader, index: number): Promise<Leaf | undefined> {
  const entry = await log.entry(index)
  if (!entry) return undefined
  try {
    return readLeaf(entry)
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}
