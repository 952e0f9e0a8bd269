/**
 * Why something was refused. Closed list:
 * - `bad-base64`, `bad-hash`: not the one canonical writing, or not 32 bytes
 * - `bad-size`: a number that is negative, broken, or 2^53 and above
 * - `bad-path`, `bad-tile`, `bad-bundle`: not as tlog-tiles has it
 * - `bad-note`, `bad-key`: not as signed-note has it, or a kind of key that is not read here
 * - `bad-checkpoint`, `bad-policy`, `bad-proof`: not as tlog-checkpoint, tlog-policy, tlog-proof have it
 * - `bad-leaf`: not canonical, or values that no leaf has
 * - `bad-opening`: a key, record or index that no commitment is made of
 * - `missing-tile`, `forged-tile`, `forged-entry`: the log does not serve what its checkpoint promises; `place` and
 *   `index` name it
 * - `bad-metadata`: not what a root says of its log, as this package has it
 * - `bad-published`: a file of published entries or days that is not as this package has it
 * - `bad-certificate`: not as certificates have it, or a part is missing; says nothing of its signature
 * - `locked-pdf`: a PDF under a password: whether there is a certificate in it, cannot be said
 * - `unreadable`: nobody could say whether the file is there; says nothing about the log
 * - `no-ed25519`: this browser's WebCrypto has no Ed25519
 */
export type ProofErrorCode =
  | 'bad-base64'
  | 'bad-hash'
  | 'bad-size'
  | 'bad-path'
  | 'bad-tile'
  | 'bad-bundle'
  | 'bad-note'
  | 'bad-key'
  | 'bad-checkpoint'
  | 'bad-policy'
  | 'bad-proof'
  | 'bad-leaf'
  | 'bad-opening'
  | 'missing-tile'
  | 'forged-tile'
  | 'forged-entry'
  | 'bad-metadata'
  | 'bad-published'
  | 'bad-certificate'
  | 'locked-pdf'
  | 'unreadable'
  | 'no-ed25519'

/** Malformed input, and the only thing that any function of this package throws at it. */
export class ProofError extends Error {
  override name = 'ProofError'
  readonly code: ProofErrorCode
  /** The path or line at fault, where there is one. */
  readonly place: string | undefined
  /** The number of the entry at fault, from 0, where there is one. */
  readonly index: number | undefined

  constructor(code: ProofErrorCode, message: string, place?: string, index?: number) {
    super(message)
    this.code = code
    this.place = place
    this.index = index
  }
}
