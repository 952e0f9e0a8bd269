import { OperatorError } from '#basics'

/**
 * Why there is no signature. Closed list:
 * - `away`: nobody listens at the socket, or not in time
 * - `bad-key`, `bad-state`: a file of the signer's directory is missing, broken, or open to others
 * - `malformed`: what was sent is no checkpoint, or no proof
 */
export type SignerErrorCode = 'away' | 'bad-key' | 'bad-state' | 'malformed'

/** The message is one line for the operator, and quotes no key. */
export class SignerError extends OperatorError {
  override name = 'SignerError'
  readonly code: SignerErrorCode

  constructor(code: SignerErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
