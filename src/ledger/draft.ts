import { type Random } from '#basics'
import { type Channel } from '#channels'
import {
  amendmentRecord,
  type Commitment,
  commit,
  contentRecord,
  type Grade,
  type Leaf,
  type Organisations,
  type PersonContent,
  personRecord,
  targetRecord,
} from '#proof'

/** A person of the register, as the ledger takes her up. */
export interface Declared {
  readonly declaration: number
  readonly position: number
  readonly channel: Channel
  readonly grade: Grade
  readonly left: Organisations
  readonly content: PersonContent
}

/** What happened to a person who is counted already. */
export type Change =
  | {
      readonly kind: 'withdrawn'
      readonly declaration: number
      readonly position: number
      readonly channel: Channel
      readonly grade: Grade
      readonly was: Organisations
    }
  | {
      readonly kind: 'restated'
      readonly declaration: number
      readonly position: number
      readonly channel: Channel
      readonly grade: Grade
      readonly was: Organisations
      readonly now: Organisations
      readonly content: PersonContent
    }

/** A leaf to be appended, whose it is, and what opens it. The last two are in no file. */
export interface LeafDraft {
  readonly leaf: Leaf
  readonly of: { readonly declaration: number; readonly position: number } | null
  /** The leaf that stated the same person last, where this one restates her. */
  readonly previous: number | null
  readonly opening: {
    readonly key: Uint8Array
    readonly content: Uint8Array | null
    readonly contentKey: Uint8Array | null
  } | null
}

const KEY_BYTES = 32

/** The leaf that counts a person. */
export function draftPerson(person: Declared, random: Random): LeafDraft {
  const { declaration, position, left } = person
  const { key, contentKey, content, record } = open(person, person.content, random)
  return {
    leaf: {
      kind: person.grade === 'carried' ? 'import' : 'add',
      left,
      commitment: commit({ key, record }),
    },
    of: { declaration, position },
    previous: null,
    opening: { key, content, contentKey },
  }
}

/** Where a person stands in the log: the leaf that counts her, and the one that stated her last. */
export interface Standing {
  readonly target: number
  readonly newest: number
}

/** The leaf of a change to a person who stands there. */
export function draftChange(change: Change, { target, newest }: Standing, random: Random): LeafDraft {
  const { declaration, position, was } = change
  const of = { declaration, position }
  if (change.kind === 'withdrawn') {
    const key = random(KEY_BYTES)
    const hidden = commit({ key, record: targetRecord(target) })
    return {
      leaf: { kind: 'retract', left: was, reason: 'withdrawn', target: hidden },
      of,
      previous: null,
      opening: { key, content: null, contentKey: null },
    }
  }
  const { now } = change
  const { key, contentKey, content, record } = open(change, change.content, random)
  const opening = { key, content, contentKey }
  const isMoved = was.party !== now.party || was.league !== now.league || was.pioneers !== now.pioneers
  const commitment = commit({ key, record: amendmentRecord(newest, record) })
  const leaf: Leaf = isMoved
    ? { kind: 'restate', was, now, target, commitment }
    : { kind: 'amend', commitment }
  return { leaf, of, previous: newest, opening }
}

/** The record of a person with fresh keys: no two leaves share one, so that one can be destroyed alone. */
function open(
  { declaration, position }: { readonly declaration: number; readonly position: number },
  said: PersonContent,
  random: Random,
): { key: Uint8Array; contentKey: Uint8Array; content: Commitment; record: Uint8Array } {
  const keys = random(2 * KEY_BYTES)
  const [key, contentKey] = [keys.subarray(0, KEY_BYTES), keys.subarray(KEY_BYTES)]
  const content = commit({ key: contentKey, record: contentRecord(said) })
  return { key, contentKey, content, record: personRecord({ entry: declaration, line: position, content }) }
}
