import type { ChannelSum } from './channel.ts'
import type { Commitment, Digest } from './commitment.ts'
import type { Figures } from './figures.ts'

/**
 * What the ledger has entries of. Its bytes are downloaded and kept by everybody, adversaries among them, for
 * ever; so an entry holds a kind, a weight and a salted commitment. It has no name, word, date of a declaration,
 * place, channel, number or id, and nothing whose length or order would be any of these.
 */
export type Leaf =
  | PersonLeaf
  | RetractLeaf
  | { readonly kind: 'amend'; readonly commitment: Commitment }
  | RestateLeaf
  /** How those counted and retracted since the last such leaf reached the centre: it closes each batch. */
  | { readonly kind: 'channels'; readonly channels: readonly ChannelSum[] }
  | BaselineLeaf
  | { readonly kind: 'baseline-adjust'; readonly figures: Figures }
  | DayLeaf
  /** A further key of the log, by its vkey. To be believed it takes a signature: see `openSuccession`. */
  | { readonly kind: 'key'; readonly vkey: string }
  /** The SHA-256 of a text that the centre holds itself to, as its rules of counting. */
  | { readonly kind: 'note'; readonly digest: Digest }

/** A leaf as far as it weighs: which record a person's leaf commits to, no sum asks. */
export type WeighedLeaf = Person | Exclude<Leaf, PersonLeaf>

/** One person, counted: newly (`add`), or taken over from the baseline (`import`). */
export interface Person {
  readonly kind: 'add' | 'import'
  readonly left: Organisations
}

/** All `add` leaves are equally long, and so are all `import` leaves. */
export interface PersonLeaf extends Person {
  /** To the record that the centre holds: see `commit`. */
  readonly commitment: Commitment
}

/** What the person leaves. None of them: not stated. */
export interface Organisations {
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
}

/**
 * One person, counted no more. An error of the centre names the leaf it takes back, for all to check. A person's
 * withdrawal never does: the leaf commits to the index (`targetRecord`), so that nobody who could
 * force her can watch what becomes of it. Hiding can only lower the count.
 */
export type RetractLeaf =
  | {
      readonly kind: 'retract'
      readonly left: Organisations
      readonly reason: 'duplicate' | 'invalid' | 'error'
      readonly target: number
    }
  | {
      readonly kind: 'retract'
      readonly left: Organisations
      readonly reason: 'withdrawn'
      readonly target: Commitment
    }

/**
 * One person, still counted, who had left other organisations than was stated first. It names the leaf that it
 * restates: what moves the figures is for all to check. What moves none is an `amend`, which names nothing.
 */
export interface RestateLeaf {
  readonly kind: 'restate'
  readonly was: Organisations
  /** Never the same as `was`. */
  readonly now: Organisations
  readonly target: number
  readonly commitment: Commitment
}

/** What was counted before this log: attested by the dossier, provable by nothing. Leaf 0, and no other. */
export interface BaselineLeaf {
  readonly kind: 'baseline'
  /** Last day that the figures cover, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly figures: Figures
  /** SHA-256 of the published dossier: daily series, method, signatories. */
  readonly dossier: Digest
}

/**
 * The running sums at the end of a day, so that one inclusion proof is enough to know the count, and any auditor
 * who adds up the leaves before it can refute it.
 */
export interface DayLeaf {
  readonly kind: 'day'
  readonly date: string
  /** The number of leaves before this one. */
  readonly size: number
  readonly baseline: Figures
  readonly counted: Figures
  readonly retracted: Figures
  /** SHA-256 of the list of what is published of each day's entries, as it is at the end of this one: `writeDayFiles`. */
  readonly files: Digest
  readonly channels: readonly ChannelSum[]
}
