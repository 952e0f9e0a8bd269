// What the frame tells the script that starts in it. Types alone.
import type { Language } from '#i18n'
import type { GrantedRole } from '#staff'

/** Who is signed in, as far as anybody but herself has to know. */
export interface Member {
  readonly name: string
  readonly roles: readonly GrantedRole[]
  readonly state: 'waiting' | 'admitted' | 'left'
  /** She has no second passkey yet. */
  readonly onePasskey: boolean
}

export interface Boot {
  readonly language: Language
  /** Of the centre: the zone of every day and hour on the page. */
  readonly zone: string
  /** Fictitious organisations, and SAMPLE on every page. */
  readonly sample: boolean
  /** Whose session the browser holds; her key it has not. */
  readonly member: Member | null
}
