// Types alone: both the installation and the offline opener check what they read.
import type { RecordField } from '#vault'

/** Lines of JSON; this is the first. What follows are so many {@link BoxLine}s, then so many {@link RecordLine}s. */
export interface RecoveryHeader {
  readonly format: 'exeunt-recovery/v1'
  /** The recipient of the recovery key of the installation. */
  readonly recovery: string
  readonly boxes: number
  readonly records: number
  /** Members who have enrolled and are not admitted. */
  readonly waiting: readonly WaitingMember[]
}

export interface WaitingMember {
  readonly member: string
  readonly name: string
  readonly recipient: string
  /** Her passkey, and SHA-256 of its public key, hex: what is compared with her besides her key. */
  readonly credential: string
  readonly key: string
}

/** A box, and its key as it is sealed to the recovery key; base64. */
export interface BoxLine {
  readonly box: string
  readonly sealed: string
}

/** Something that is sealed to a box, with what its label has to be. */
export interface RecordLine extends BoxLine {
  readonly record: string
  readonly field: RecordField
}

/** What the opener makes for a member: keys of boxes, sealed to her. */
export interface Recovered {
  readonly format: 'exeunt-recovered/v1'
  readonly member: string
  readonly recipient: string
  readonly credential: string
  readonly key: string
  readonly keys: readonly BoxLine[]
}
