import { type Language } from '#i18n'
import { type Place } from './places.ts'

/** Most people one submission may hold. Longer lists come in parts, or by a branch. */
export const PEOPLE_MAX = 200

/** Who a person on a declaration is to the one who sends it. */
export const BASES = ['self', 'relative', 'deceased', 'asked'] as const
export type Basis = (typeof BASES)[number]

/** What the sender wants published. */
export const VISIBILITIES = ['name-and-words', 'name', 'counted'] as const
export type Visibility = (typeof VISIBILITIES)[number]

export type NameKind = 'real' | 'pseudonym'

/** One person of a submission. None of the three organisations means: not sure, or not said. */
export interface Person {
  readonly name: string
  readonly nameKind: NameKind
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly basis: Basis
  /** For another living person: the sender says that she or he agreed. */
  readonly agreed: boolean
}

/**
 * What every door makes of what arrives, and what is sealed, as JSON, for the reviewer's browser.
 * It exists in the clear for the length of one request.
 */
export interface Submission {
  readonly people: readonly Person[]
  readonly words: string
  readonly place: Place | null
  readonly visibility: Visibility
  readonly wantsCertificate: boolean
  readonly contact: string
  readonly language: Language
}

export type FindingCode =
  | 'sent-quickly'
  | 'hidden-field-filled'
  | 'contact-in-words'
  | 'names-repeat'
  | 'long-list'
  | 'may-be-repeated'
  | 'odd-name'
  | 'no-organisation'

/** A machine's remark. It decides nothing (invariant: Machines remark, people decide); `position` counts people from 1. */
export interface Finding {
  readonly code: FindingCode
  readonly position?: number
}
