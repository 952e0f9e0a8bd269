import { createHash } from 'node:crypto'
import { type Day } from '#basics'
import { type Role } from '#staff'

/** What takes two people, with exactly what makes it that and nothing else. Records and digests; never content. */
export type Act =
  | { readonly kind: 'role'; readonly member: string; readonly role: Role; readonly branch: string }
  /** Of a declaration in the register; `digest` is that of the corrected version, the request's payload. */
  | { readonly kind: 'correction'; readonly entry: number; readonly digest: string }
  | {
      readonly kind: 'withdrawal'
      readonly submission: string
      readonly channel: string
      readonly received: Day
    }
  /** Of what was asked for; `digest` is that of the content, which chance is part of, and `to` the branch that it is sealed to. */
  | { readonly kind: 'certificate'; readonly request: string; readonly digest: string; readonly to: string }
  | {
      readonly kind: 'certificate-state'
      readonly number: string
      readonly state: 'valid' | 'revoked' | 'suspended'
      readonly reason: ChangeReason
    }

/** Why a certificate ends, rests, or stands again. Closed list; the database has the same. */
export type ChangeReason =
  | 'by-holder'
  | 'lost'
  | 'wrong-content'
  | 'declaration-withdrawn'
  | 'deceit'
  | 'key-lost'
  | 'looked-into'
  | 'cleared'

export type Verdict = 'approved' | 'refused'

/** The text of an act: JSON with sorted keys, under the request's id, so that no two requests have the same. */
export function writeAct(id: string, act: Act): string {
  const named = { ...act, id }
  return JSON.stringify(named, Object.keys(named).toSorted())
}

/** Of a text that {@link writeAct} wrote. The database holds its kind and id to the row's. */
export function readAct(text: string): Act {
  const { id: _, ...act } = JSON.parse(text) as Act & { id: string }
  return act
}

/** SHA-256 of a payload, hex: what an act says of it. */
export function digestOf(payload: string): string {
  return createHash('sha256').update(payload).digest('hex')
}

/**
 * What the approver's passkey signs, base64url: the verdict and the whole act. The database computes the same
 * (`approvals.challenge`) and takes no answer whose assertion is over something else.
 */
export function challengeOf(verdict: Verdict, act: string): string {
  return createHash('sha256').update(`exeunt/approval/v1\n${verdict}\n${act}`).digest('base64url')
}
