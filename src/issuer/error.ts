import { OperatorError } from '#basics'

/**
 * Why nothing is issued. Closed list:
 * - `no-key`: none is there that the root has certified for this day
 * - `bad-key`: a file of the issuer's directory is missing, broken, or open to others
 * - `sample-root`: made for trying things out; a real installation issues nothing under it
 * - `refused`: what is to be installed or signed is not what it has to be
 */
export type IssuerErrorCode = 'no-key' | 'bad-key' | 'sample-root' | 'refused'

/** The message is one line for whoever runs the installation, and quotes no key. */
export class IssuerError extends OperatorError {
  override name = 'IssuerError'
  readonly code: IssuerErrorCode

  constructor(code: IssuerErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
