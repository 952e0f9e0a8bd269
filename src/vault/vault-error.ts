import { OperatorError } from '#basics'

/**
 * Why the vault refused. Closed list:
 * - `bad-recipient`, `bad-identity`: the key is malformed or unusable
 * - `bad-header`: the file is not an age file, or its header breaks the grammar
 * - `several-recipients`: an age file, but not sealed to exactly one recipient
 * - `no-match`: the file is sealed to another key, or to another kind of key
 * - `bad-mac`: our key opens the header, but somebody altered it
 * - `bad-payload`: the header is whole, the sealed bytes are not
 * - `bad-key-file`: a key of the installation is missing a property that keeps it secret; the message names the file
 */
export type VaultErrorCode =
  | 'bad-recipient'
  | 'bad-identity'
  | 'bad-header'
  | 'several-recipients'
  | 'no-match'
  | 'bad-mac'
  | 'bad-payload'
  | 'bad-key-file'

/** A broken boundary of the vault. Never carries a cause: foreign errors quote the key they refused. */
export class VaultError extends OperatorError {
  override name = 'VaultError'
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
