import { OperatorError } from '#basics'

type DatabaseErrorCode =
  | 'TOO_OLD'
  | 'UNSAFE_SETTING'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED'
  | 'UNKNOWN_MIGRATION'
  | 'UNKNOWN_TEXT'
  | 'LIST_CHANGED'
  | 'RIGHTS_MISSING'
  | 'NOT_ALLOWED'

/** The database cannot be used as it is. The message is one line that names what to do. */
export class DatabaseError extends OperatorError {
  override name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
