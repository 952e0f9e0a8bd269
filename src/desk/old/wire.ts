// What the desk's server and its browser say to each other. Types alone: both sides check what they get.
// Bytes are base64.

import type { Answered } from '#approvals'
import type { LedgerTrouble } from '#ledger'
import type { GrantedRole } from '#staff'

export type { BoxLine, RecordLine, Recovered, RecoveryHeader, WaitingMember } from '#recovery'

export interface WireKey {
  box: string
  sealed: string
}

export interface WireSealed {
  box: string
  boxKey: string
  sealed: string
}

export interface WireCase extends WireSealed {
  submission: string
  cause: 'new' | 'answer' | 'withdrawal' | 'second-look-disagrees'
  since: string
  channel: string
  replyRecipient: string | null
  contact: 'none' | 'apart' | 'yours'
  entry: number | null
  history: {
    sequence: number
    verdict: string
    reason: string | null
    day: string
    question: WireSealed | null
  }[]
  followups: (WireSealed & {
    id: string
    kind: 'answer' | 'withdrawal' | 'wish-taken-back'
    day: string
    stands: boolean
  })[]
}

export interface WireMember {
  name: string
  roles: readonly GrantedRole[]
  state: 'waiting' | 'admitted' | 'left'
  /** She has no second passkey yet. */
  onePasskey: boolean
}

export interface WireHolder {
  holder: string
  recipient: string
}

/** Her own key, sealed to the passkey that she touched. */
export interface WireOwnKey {
  recipient: string
  wrappedIdentity: string
  /** SHA-256 of the passkey's public key, hex. */
  key: string
}

export type SignInReply = ({ outcome: 'signed-in'; member: WireMember } & WireOwnKey) | { outcome: 'refused' }

export interface WireNeededBox {
  branch: string
  class: 'draft' | 'contact' | 'papers'
  week: string
  holders: readonly WireHolder[]
}

/** A key to be opened, and what its box's identity has to come to. */
export interface WireKeyToLookAt extends WireKey {
  recipient: string
}
export interface LookReply {
  proposed: readonly WireKeyToLookAt[]
  keys: readonly WireKeyToLookAt[]
  recovery: string | null
}

export interface WireOwedKey extends WireKey {
  holder: string
  recipient: string
}

export interface FiguresReply {
  waiting: number
  oldest: string | null
  decidedToday: number
  /** The languages that she reads; none: any. */
  languages: readonly string[]
  neededBoxes: readonly WireNeededBox[]
  /** What waits for an issuer, where she is one. */
  certificates: { waiting: number; oldest: string | null; toRevoke: number }
  /** Why the ledger stands still; null where it goes on. */
  ledger: LedgerTrouble | null
}

export type NextReply =
  | { outcome: 'case'; case: WireCase }
  | { outcome: 'nothing-waiting' }
  /** She works with one passkey alone, and was to have two by now. */
  | { outcome: 'second-passkey-needed' }
  | { outcome: 'budget-spent'; again: string }
/** Of a declaration that the sender made before. */
export interface EarlierReply {
  number: number | null
  /** Somebody on it is counted and stands. */
  counted: boolean
  /** It is not decided yet. */
  waits: boolean
}
export type DecideReply =
  /** `undoMs`: how long it can be undone. */
  { outcome: 'decided'; undoMs: number } | { outcome: 'lock-lost' | 'case-changed' | 'refused' }
export type UndoReply = { outcome: 'undone' | 'too-late' }
export type EnrolReply =
  | { outcome: 'enrolled'; first: boolean }
  | { outcome: 'invitation-unknown' | 'name-taken' | 'name-differs' | 'refused' }
export type InviteReply = { outcome: 'invited'; link: string }
export type AdmitReply =
  | { outcome: 'admitted'; own: WireOwnKey | null }
  | { outcome: 'not-waiting' | 'key-differs' | 'four-eyes' | 'refused' }
export type RemoveReply = { outcome: 'removed' | 'not-there' | 'yourself' | 'last-administrator' }
export type ReturnReply =
  | { outcome: 'started'; link: string }
  | { outcome: 'not-there' | 'yourself' | 'last-administrator' }
export type OwedReply = { keys: WireOwedKey[] }
export type GivenReply = { outcome: 'given'; count: number }
export type PasskeyReply = {
  outcome: 'added' | 'retired' | 'refused' | 'too-many' | 'not-there' | 'last'
}
export type ContactReply = { outcome: 'contact'; contact: WireSealed } | { outcome: 'not-yours' }
export type AskReply = { outcome: 'asked' | 'asked-already' }
export type AnswerReply = Answered
export type BranchReply = { outcome: 'opened' | 'id-taken' | 'changed' | 'not-there' | 'cases-wait' }
export type RoleTakeReply = { outcome: 'taken' | 'not-there' }
