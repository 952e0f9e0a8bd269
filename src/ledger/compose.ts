import { invariant, pooled, type Random } from '#basics'
import { type Channel } from '#channels'
import { addFigures, type ChannelSum, type Figures, figuresOf, type Leaf, NO_FIGURES } from '#proof'
import {
  type Change,
  type Declared,
  draftChange,
  draftPerson,
  type LeafDraft,
  type Standing,
} from './draft.ts'
import { shuffled } from './shuffle.ts'

/** What a batch takes up. `standingOf` finds where a person stands who was counted in an earlier batch. */
export interface Intake {
  /** The number that the first leaf is to have. */
  readonly first: number
  readonly opening: readonly Leaf[]
  readonly declared: readonly Declared[]
  /** In the order in which they were registered. */
  readonly changes: readonly Change[]
  readonly standingOf: (person: { declaration: number; position: number }) => Standing | undefined
}

/**
 * The leaves of a batch, in their order, made as they are asked for.
 *
 * Nothing of the order in which people came is left (invariant: Leaves tell nothing): those newly counted are shuffled, those carried over are
 * shuffled and paid for by the baseline, and so are the changes; two changes to one person stay in their
 * order, for the second is about what the first has made. Last comes by which channels they all came.
 */
export function* composeBatch(intake: Intake, source: Random): Generator<LeafDraft, void> {
  const random = pooled(source)
  const { opening, declared, changes } = intake
  let next = intake.first
  for (const leaf of opening) {
    next += 1
    yield bare(leaf)
  }
  // Of most people of a batch nothing else is said in it: only of the others it is kept where they stand.
  const changed = new Set(changes.map(nameOf))
  const standing = new Map<string, Standing>()
  const carried = declared.filter(({ grade }) => grade === 'carried')
  const groups = [declared.filter(({ grade }) => grade !== 'carried'), carried]
  for (const people of groups) {
    for (const person of shuffled(people, random)) {
      if (changed.size > 0 && changed.has(nameOf(person)))
        standing.set(nameOf(person), { target: next, newest: next })
      next += 1
      yield draftPerson(person, random)
    }
  }
  if (carried.length > 0) {
    next += 1
    yield bare({ kind: 'baseline-adjust', figures: sumOf(carried) })
  }

  for (const round of roundsOf(changes)) {
    for (const change of shuffled(round, random)) {
      const stands = standing.get(nameOf(change)) ?? intake.standingOf(change)
      invariant(stands, 'whoever is changed was counted before')
      const draft = draftChange(change, stands, random)
      if (draft.previous !== null) standing.set(nameOf(change), { ...stands, newest: next })
      next += 1
      yield draft
    }
  }
  const channels = channelsOf(declared, changes)
  if (channels.length > 0) yield bare({ kind: 'channels', channels })
}

function bare(leaf: Leaf): LeafDraft {
  return { leaf, of: null, previous: null, opening: null }
}

function nameOf({ declaration, position }: { declaration: number; position: number }): string {
  return `${declaration}/${position}`
}

/** First everybody's first change, then everybody's second. */
function roundsOf(changes: readonly Change[]): Change[][] {
  const rounds: Change[][] = []
  const seen = new Map<string, number>()
  for (const change of changes) {
    const nth = seen.get(nameOf(change)) ?? 0
    seen.set(nameOf(change), nth + 1)
    ;(rounds[nth] ??= []).push(change)
  }
  return rounds
}

function sumOf(people: readonly Declared[]): Figures {
  return people.reduce((sum, { left }) => {
    const more = addFigures(sum, figuresOf(left))
    invariant(more, 'a batch has fewer people than can be counted')
    return more
  }, NO_FIGURES)
}

function channelsOf(declared: readonly Declared[], changes: readonly Change[]): ChannelSum[] {
  const sums = new Map<Channel, ChannelSum>()
  const add = ({ channel, grade }: Declared | Change, counted: number, retracted: number) => {
    const sum = sums.get(channel) ?? { channel, grade, counted: 0, retracted: 0 }
    sums.set(channel, { ...sum, counted: sum.counted + counted, retracted: sum.retracted + retracted })
  }
  for (const person of declared) add(person, 1, 0)
  for (const change of changes) if (change.kind === 'withdrawn') add(change, 0, 1)
  return [...sums.values()].toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
}
