import { OperatorError } from '#basics'

/**
 * Why the ledger does not go on. Closed list; the words stand in `ledger.head.trouble` and in the runbook.
 * - `signer-away`: the signer does not answer, or failed
 * - `frozen`: the signer was told to sign nothing any more
 * - `other-key`: the signer has another key or another name than this log
 * - `database-behind`: somebody has signed more than the database has: an old backup was put back
 * - `files-ahead`: the published files have more than the database has: the same
 * - `forked`: two trees of one size, or one that does not continue the other. Nobody may go on from there
 * - `files-damaged`: published files are missing, or are not what the checkpoint stands for
 * - `disk-refuses`: a file cannot be written or read: no room, no rights, a broken disk
 * - `database-away`: PostgreSQL refused or did not answer
 * - `clock-jumped`: the clock is not the database's, was set while the ledger ran, or is behind the newest batch
 * - `not-in-order`: what was to be appended breaks a rule of the count, or is not what was staged
 */
export type LedgerTrouble =
  | 'signer-away'
  | 'frozen'
  | 'other-key'
  | 'database-behind'
  | 'files-ahead'
  | 'forked'
  | 'files-damaged'
  | 'disk-refuses'
  | 'database-away'
  | 'clock-jumped'
  | 'not-in-order'

/** The ledger stops until its cause is gone. The message is one line for the operator. */
export class LedgerError extends OperatorError {
  override name = 'LedgerError'
  readonly code: LedgerTrouble

  constructor(code: LedgerTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
