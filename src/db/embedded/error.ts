import { OperatorError } from '#basics'

type EmbeddedPostgresCode =
  | 'ACCOUNT_REFUSED'
  | 'CLUSTER_MISSING'
  | 'CLUSTER_UNUSABLE'
  | 'DISK_FULL'
  | 'INSTALLATION_IS_OPEN'
  | 'INITDB_FAILED'
  | 'NOT_WRITABLE'
  | 'SERVER_INCOMPLETE'
  | 'STALE_SERVER'
  | 'START_FAILED'
  | 'START_TIMEOUT'
  | 'UNSUPPORTED_PLATFORM'

/** The database cannot be had. The message is for whoever runs the installation and names what to do. */
export class EmbeddedPostgresError extends OperatorError {
  override name = 'EmbeddedPostgresError'
  readonly code: EmbeddedPostgresCode

  constructor(code: EmbeddedPostgresCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What a failed call to the file system means for whoever runs the installation; other errors pass unchanged. */
export function explained(error: unknown, home: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(home, error)
  if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') return error
  const path = 'path' in error && typeof error.path === 'string' ? error.path : home
  const message = `${path} is closed to this account: run Exeunt as the account that owns it, or choose another EXEUNT_DATA.`
  return new EmbeddedPostgresError('NOT_WRITABLE', message, { cause: error })
}

export function diskFull(home: string, cause?: unknown): EmbeddedPostgresError {
  const message = `The disk that holds ${home} is full: make room, then start again. Nothing acknowledged is lost.`
  return new EmbeddedPostgresError('DISK_FULL', message, { cause })
}
