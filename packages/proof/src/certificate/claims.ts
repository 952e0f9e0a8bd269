import type { Organisations } from '../log/leaf.ts'
import { readCrockford } from './crockford.ts'

/** What a certificate says. Days are `YYYY-MM-DD` of the centre's time zone. */
export interface Certificate {
  /** Twelve characters of Crockford's base 32, drawn by chance: it counts nothing. */
  readonly number: string
  /** The centre, by its address: `https://centre.example`. */
  readonly issuer: string
  readonly issued: string
  readonly declaration: Declaration
  readonly holder: Holder
  /** What the centre's people looked at. Nothing, if it is empty. */
  readonly checks: readonly Check[]
  readonly leaf: LeafPlace
  readonly status: StatusPlace
}

export interface Declaration {
  readonly left: Organisations
  /** The day on which it reached the centre, and the day from which on it is in the register. */
  readonly received: string
  readonly registered: string
}

/** Whose certificate it is: by legal name, or by the name under which the declaration is published. */
export type Holder =
  | {
      readonly kind: 'named'
      readonly name: string
      readonly latin: string
      /** The day of birth as far as her paper has it: `1968-05-17`, `1968-05` or `1968`. */
      readonly born: string
      readonly birthplace: string
    }
  | { readonly kind: 'pseudonym'; readonly name: string }

/** A fact, and never "identity guaranteed". */
export interface Check {
  readonly what: (typeof CHECKED)[number]
  readonly how: (typeof CHECKED_HOW)[number]
  readonly day: string
}

export const CHECKED = ['passport', 'identity-card', 'other-document', 'return-code'] as const
export const CHECKED_HOW = ['in-person', 'video', 'copy', 'online'] as const

/** The person's leaf in the public ledger. */
export interface LeafPlace {
  readonly index: number
  /** The leaf's hash, its first sixteen bytes. */
  readonly hash: Uint8Array
}

/** Where in which list of states (Token Status List). */
export interface StatusPlace {
  readonly uri: string
  readonly index: number
}

/** The writing of a certificate number for people: `K7Q2-M9PA-3RTV`. */
export function numberInFours(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1-')
}

/** A number as somebody typed it; undefined for anything else. */
export function readNumber(typed: string): string | undefined {
  return readCrockford(typed, NUMBER_LENGTH)
}

const NUMBER_LENGTH = 12
export const NUMBER = /^[0-9A-HJKMNP-TV-Z]{12}$/
