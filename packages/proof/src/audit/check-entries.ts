import type { BlockReader } from '../log/block-reader.ts'
import { sameBytes, utf8 } from '../basics/bytes.ts'
import { type Commitment, amendmentRecord, commit, digestOf } from '../log/commitment.ts'
import type { Leaf, Organisations } from '../log/leaf.ts'
import { readLeaf } from '../log/leaf-text.ts'
import { contentRecord, personRecord } from '../log/person-record.ts'
import { ProofError } from '../basics/proof-error.ts'
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
      const leaves = leavesOf(person)
      const outcome = leaves.some((leaf) => taken.has(leaf)) ? 'twice' : await outcomeOf(entry, person, log)
      for (const leaf of leaves) taken.add(leaf)
      yield { entry: entry.number, line: person.line, index, outcome }
    }
  }
}

/** The leaf that counts a person, and those that restate her. */
function leavesOf({ opening }: PublishedPerson): number[] {
  if (!('restated' in opening)) return [opening.index]
  const { since, index } = opening.restated
  return [opening.index, ...since.map((step) => step.index), index]
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

  const { since, ...newest } = opening.restated
  const content = contentOf(entry, person, newest.contentKey)
  let last = { index: opening.index, left: counted.left }
  for (const step of [...since, { ...newest, content }]) {
    const leaf = await leafAt(log, step.index)
    if (!leaf || step.index <= last.index) return 'not-there'
    const record = amendmentRecord(last.index, personRecord({ ...identity, content: step.content }))
    const left = restatedBy(leaf, { target: opening.index, was: last.left })
    if (!left || !isCommitment(leaf, commit({ key: step.key, record }))) return 'other'
    last = { index: step.index, left }
  }
  return sameLeft(last.left, person.left) ? 'counted' : 'other'
}

/** What a person has left after a leaf. An amendment leaves that as it was; where it moved, the leaf says so itself. */
function restatedBy(
  leaf: Leaf,
  { target, was }: { target: number; was: Organisations },
): Organisations | undefined {
  if (leaf.kind === 'amend') return was
  return leaf.kind === 'restate' && leaf.target === target && sameLeft(leaf.was, was) ? leaf.now : undefined
}

function isCommitment(leaf: Leaf, expected: Commitment): boolean {
  return 'commitment' in leaf && sameBytes(leaf.commitment, expected)
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
