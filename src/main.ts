// The one entry of every process: `exeunt <command>`.
import { InvariantError, stderrLogger as logger } from '#basics'
import { ConfigError } from '#config'
import { DatabaseError, EmbeddedPostgresError } from '#db'
import { AssetError } from '#html'
import { IssuerError } from '#issuer'
import { LedgerError } from '#ledger'
import { SignerError } from '#signer'
import { SocketError } from '#sockets'
import { VaultError } from '#vault'
import { audit } from './commands/audit.ts'
import { baseline } from './commands/baseline.ts'
import { type Command, UsageError } from './commands/command.ts'
import { erase } from './commands/erase.ts'
import { fsck } from './commands/fsck.ts'
import { importCommand } from './commands/import.ts'
import { issuer } from './commands/issuer.ts'
import { key } from './commands/key.ts'
import { desk, issue, ledger, signer, site, work } from './commands/processes.ts'
import { migrate, start } from './commands/start.ts'
import { recovery } from './commands/recovery.ts'
import { root } from './commands/root.ts'
import { witness } from './commands/witness.ts'
import { StartError } from './start.ts'
import { printable } from '#proof'

const COMMANDS: Record<string, Command> = {
  start,
  site,
  desk,
  work,
  ledger,
  signer,
  issue,
  migrate,
  audit,
  fsck,
  witness,
  baseline,
  import: importCommand,
  erase,
  issuer,
  key,
  root,
  recovery,
  help: {
    summary: 'this list; "exeunt <command> --help" says more',
    help: 'Prints the commands.',
    async run() {
      process.stdout.write(usage())
    },
  },
}

process.exitCode = await main(process.argv.slice(2))
// A child listens for the end of its channel to the supervisor, and would wait for it for ever.
if (process.connected) process.disconnect()

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (name === '--help' || name === '-h') return main(['help'])
  if (!command) return complain(`there is no command "${name}"; "exeunt help" lists them`)
  if (args.includes('--help')) {
    process.stdout.write(`exeunt ${name}: ${command.summary}\n\n${command.help}\n`)
    return 0
  }
  try {
    return (await command.run(args, stopSignal())) ?? 0
  } catch (cause) {
    const line = lineFor(cause)
    return complain(cause instanceof UsageError ? `${name}: ${line}` : line)
  }
}

/**
 * Fires at Ctrl-C and at a service manager's stop. A child whose supervisor was killed is told by
 * the closed channel, and stops as cleanly as if it had been asked to.
 */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = () => controller.abort()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
  // Nothing goes on in a state that nobody foresaw: say what it was, and let the supervisor start anew.
  process.on('uncaughtException', (cause) => {
    logger.error('process.failed', cause)
    process.exit(1)
  })
  return controller.signal
}

/** Errors that name what to do speak for themselves; of any other only class and place are printed. */
function lineFor(cause: unknown): string {
  const ours = [
    UsageError,
    AssetError,
    IssuerError,
    LedgerError,
    SignerError,
    SocketError,
    ConfigError,
    DatabaseError,
    EmbeddedPostgresError,
    VaultError,
    StartError,
    InvariantError,
  ]
  if (cause instanceof Error && ours.some((kind) => cause instanceof kind)) return cause.message
  if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE' && 'port' in cause) {
    return `port ${String(cause.port)} is in use: stop what listens there, or set EXEUNT_SITE_PORT or EXEUNT_DESK_PORT`
  }
  if (cause instanceof Error && 'code' in cause && /^(?:ECONN|ENOTFOUND|28)/.test(String(cause.code))) {
    return `the database at DATABASE_URL does not answer or refuses us (${String(cause.code)})`
  }
  logger.error('exeunt.failed', cause)
  return 'something unexpected stopped Exeunt: the line above says where'
}

function complain(line: string): number {
  process.stderr.write(`exeunt: ${printable(line)}\n`)
  return 1
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `Exeunt: a register of declarations.\n\n${lines.join('\n')}\n`
}
