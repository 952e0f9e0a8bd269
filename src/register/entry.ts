import { type Day } from '#basics'
import { type Basis, type Channel, type Place } from '#channels'
import { type Language } from '#i18n'
import { type Links } from './links.ts'

/** One person of an entry, as it stands now. */
export interface Line {
  readonly position: number
  readonly name: string | null
  readonly nameKind: 'real' | 'pseudonym'
  readonly basis: Basis
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly withdrawn: boolean
}

/** An entry as a list shows it. */
export interface EntrySummary {
  readonly number: number
  readonly kind: 'declaration' | 'correction' | 'withdrawal'
  readonly refersTo: number | null
  readonly day: Day
  readonly people: number
  /** Everybody on it has withdrawn. */
  readonly withdrawn: boolean
  /** The first few published names. */
  readonly names: readonly string[]
  readonly words: string | null
  readonly language: Language | null
  readonly place: Place | null
  readonly counted: boolean
  readonly shown: boolean
  /** Something was entered about it that no checkpoint covers yet: until then no name and no word of it is shown. */
  readonly changing: boolean
}

/** One entry with everything that has been entered about it since. */
export interface Entry extends Omit<EntrySummary, 'people' | 'names' | 'withdrawn'> {
  readonly lines: readonly Line[]
  readonly certifiable: boolean
  readonly uncountedReason: 'repeated' | null
  readonly channel: Channel
  /** Of a withdrawal: how many people it takes back. */
  readonly withdrawnPeople: number
  readonly links: Links
  /** Entries that were made about it; of a correction or a withdrawal, the others about the same declaration. */
  readonly later: readonly {
    readonly number: number
    readonly kind: 'correction' | 'withdrawal'
    readonly day: Day
  }[]
}
