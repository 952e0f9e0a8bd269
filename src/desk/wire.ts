// What the desk's server and its browser say to each other. Types alone: both sides check what they get.
// Bytes are base64.

import type { GrantedRole } from '#staff'

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
}

export interface WireHolder {
  holder: string
  recipient: string
}

export type SignInReply =
  | { outcome: 'signed-in'; member: WireMember; recipient: string; wrappedIdentity: string }
  | { outcome: 'refused' }

export type DemoReply =
  | { outcome: 'signed-in'; member: WireMember; identity: string }
  | { outcome: 'refused' }

export interface FiguresReply {
  waiting: number
  oldest: string | null
  decidedToday: number
  /** The languages that she reads; none: any. */
  languages: readonly string[]
  neededBox: { week: string; holders: WireHolder[] } | null
}

export type NextReply =
  | { outcome: 'case'; case: WireCase }
  | { outcome: 'nothing-waiting' }
  | { outcome: 'budget-spent'; again: string }
/** Of a declaration that the sender made before. */
export interface EarlierReply {
  number: number | null
  /** Somebody on it is counted and stands. */
  counted: boolean
  /** It is not decided yet. */
  waits: boolean
}
export type DecideReply = { outcome: 'decided' | 'lock-lost' | 'case-changed' | 'refused' }
export type EnrolReply =
  | { outcome: 'enrolled'; first: boolean }
  | { outcome: 'invitation-unknown' | 'name-taken' | 'refused' }
export type InviteReply = { outcome: 'invited'; link: string }
export type AdmitReply = { outcome: 'admitted' | 'not-waiting' | 'keys-missing' | 'four-eyes' }
export type RemoveReply = { outcome: 'removed' | 'not-there' | 'yourself' | 'last-administrator' }
export type KeysReply = { keys: WireKey[] }
export type AskReply = { outcome: 'asked' | 'asked-already' }
export type CorrectReply = AskReply | { outcome: 'refused' }
export type AnswerReply = {
  outcome: 'answered' | 'answered-already' | 'not-there' | 'not-yours' | 'refused'
}
export interface AlarmsReply {
  /** Alarms that nobody has looked into. */
  open: number
}
export type AlarmSeeReply = { outcome: 'seen' | 'not-yours' }
export type CanaryReply = { outcome: 'placed' | 'refused' }
export type SendBackReply = { outcome: 'sent-back' | 'refused' }
export type BranchReply = { outcome: 'opened' | 'id-taken' | 'changed' | 'not-there' | 'cases-wait' }
export type RoleTakeReply = { outcome: 'taken' | 'not-there' }
