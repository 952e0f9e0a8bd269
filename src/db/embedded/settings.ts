/** Names and values of PostgreSQL settings, as its documentation spells them. */
export type Settings = Record<string, string>

/**
 * The settings of the server, as arguments. The command line beats every configuration file and ALTER SYSTEM,
 * so that no file left behind in the cluster can make the server talk.
 */
export function settingArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * Nothing that a visitor typed reaches a log. An error message quotes its input ("invalid input syntax for …")
 * and its detail quotes the row, so errors of statements are not logged at all: `log` is the level that keeps
 * what the server says of itself (LOG, FATAL, PANIC) and drops WARNING and ERROR.
 */
export const SILENT: Settings = {
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_autovacuum_min_duration: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_duration: 'off',
  log_lock_waits: 'off',
  log_temp_files: '-1',
  log_checkpoints: 'off',
  log_connections: 'off',
  log_disconnections: 'off',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_timezone: 'UTC',
}

/** The whole of what Exeunt asks of its own server, but for the port. */
export const SERVER: Settings = {
  ...SILENT,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  // An acknowledged submission is on the disk before its sender reads so (invariant: Acknowledged means durable).
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // A commit timestamp would tell when somebody declared.
  track_commit_timestamp: 'off',
  // No standby reads from this server; without one the log need not carry more than recovery reads.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '100',
  shared_buffers: '128MB',
}
