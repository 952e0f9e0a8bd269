// This folder also runs in a browser: no import but its own files and `../text.ts`, no API that only Node has.

/** The organisations that somebody leaves. */
export interface Left {
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
}

/** What was taken for something that the list does not quite say. Each is shown beside the person. A closed list. */
export const GUESSES = [
  /** TD, TT, 1/2/3, 退D and the like were read as organisations. */
  'organisation-code',
  /** 三退 was read as all three. */
  'organisation-three',
  /** It stood as 党, 团 or 队 alone. */
  'organisation-letter',
  /** It was glued to the name. */
  'organisation-glued',
  /** One statement was read as that of several people on the line. */
  'organisation-shared',
  /** It stands on a line of its own, above or below. */
  'organisation-of-part',
  /** Digits glued to the name were read as its number on the list. */
  'number-glued',
  /** A word said who she is to the sender, or that she has died. */
  'relation',
  /** A word said whether it is a real name. */
  'name-kind',
  /** A place, an age, a telephone: left out, because it is nobody's name. */
  'note-left-out',
  /** What stands in brackets, or an alias, stayed in the name. */
  'note-in-name',
  'blank-in-name',
  'mark-in-name',
  'two-scripts',
  'long-name',
  /** The same name stands on the list before. */
  'name-repeats',
  /** It stood as what she had joined, or been a member of. */
  'organisation-joined',
  /** 和, 与 or 及 between two family names was read as parting two people. */
  'parted-at-and',
] as const
export type Guess = (typeof GUESSES)[number]

/** Why a line is left to the sender. A closed list. */
export const REASONS = [
  /** It speaks of more people, or of others, than it names. */
  'more-people',
  /** It may be one person or several. */
  'perhaps-several',
  /** A number of the list, or somebody's name. */
  'number-or-name',
  /** Nothing but a number. */
  'number-only',
  /** An organisation, and it is not clear whose. */
  'organisation-of-whom',
  /** A word that names an organisation cannot be told from the name. */
  'organisation-in-name',
  /** A pronoun, or a relation without a name. */
  'no-name',
  /** A place or a name. */
  'place-or-name',
  'sentence',
  /** An address, a link, a telephone number. */
  'contact',
  'too-long',
  /** Characters that cannot be shown. */
  'unreadable',
  /** It may be who passes the list on. */
  'helper-or-name',
  /** A cell that would have to be computed, or one that is in error. */
  'formula',
  /** A row or sheet that a spreadsheet does not show. */
  'hidden',
] as const
export type Reason = (typeof REASONS)[number]

/** Where something stands: the line, from 1, and its stretch of the list in UTF-16 units, `end` not included. */
export interface Place {
  readonly line: number
  readonly start: number
  readonly end: number
}

export interface Listed extends Place {
  readonly name: string
  /** Which cell of the line the name stands in, from 0, where the list has columns. */
  readonly cell: number | null
  /** What the list says that she leaves. Null: it says nothing, so what is ticked for all holds, or nobody knows. */
  readonly left: Left | null
  readonly basis: 'self' | 'relative' | 'deceased' | 'asked' | null
  readonly nameKind: 'real' | 'pseudonym' | null
  readonly guesses: readonly Guess[]
}

/** A line that nobody was taken from. It stays in the box as it is. */
export interface Unread extends Place {
  readonly text: string
  readonly reason: Reason
  /** How many people it speaks of, where it says so: 张三等30人. They are asked for, and never counted. */
  readonly speaksOf: number | null
}

/** A line that names nobody: a heading, a sum, a row of column heads, a day, a rule. */
export interface Passed extends Place {
  readonly text: string
  readonly as: 'heading' | 'sum' | 'columns' | 'day' | 'rule'
}

/** Every line that is not blank stands in at least one of the three lists. */
export interface ReadList {
  readonly people: readonly Listed[]
  readonly unread: readonly Unread[]
  readonly passed: readonly Passed[]
  /** Lines that are not blank. */
  readonly lines: number
  /** How many people the list itself says it has, if it does. */
  readonly says: number | null
  /** Places in `people` that have one name between them. Nobody is dropped: namesakes are common. */
  readonly repeats: readonly (readonly number[])[]
}
