/** Why a file is not read. Each is said in words, with what to do. A closed list. */
export type Refusal =
  /** More bytes than are taken, as it is sent or once it is unpacked. */
  | 'too-large'
  /** Cut off, altered, or not what it says it is. */
  | 'damaged'
  /** Opens with a password only. */
  | 'locked'
  /** A workbook of before 2007, or in binary: to be saved anew as .xlsx or .ods. */
  | 'old-format'
  /** A picture, a PDF, a letter: to be copied and pasted. */
  | 'no-list'

/** Thrown while a file is taken apart, and caught where it was handed in: it never leaves this folder. */
export class Refused extends Error {
  readonly reason: Refusal
  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}
