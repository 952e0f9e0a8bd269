// The one entry of every process: `exeunt <command>`.
import { InvariantError, OperatorError, stderrLogger as logger } from '#basics'
import { printable } from '#proof'
import { type Command, UsageError } from './commands/command.ts'
import { processCommand } from './commands/processes.ts'

/** A command by its line in the list. What it needs is loaded when it is asked for, and not with any other. */
interface Listed {
  readonly summary: string
  readonly load: () => Command | Promise<Command>
}

const COMMANDS: Record<string, Listed> = {
  start: {
    summary: 'open the installation: database, site, desk, worker, ledger, signer and issuer',
    load: async () => (await import('./commands/start.ts')).start,
  },
  site: { summary: 'serve the public site alone', load: () => processCommand('site') },
  desk: { summary: 'serve the desk of the staff alone', load: () => processCommand('desk') },
  work: {
    summary: 'do the jobs: enter what was accepted, count',
    load: () => processCommand('work'),
  },
  ledger: {
    summary: 'append to the ledger what the register has, and publish it',
    load: () => processCommand('ledger'),
  },
  signer: {
    summary: "hold the ledger's key, and sign nothing that contradicts itself",
    load: () => processCommand('signer'),
  },
  issue: {
    summary: 'hold the key of certificates, and sign what two branches agreed to',
    load: () => processCommand('issue'),
  },
  migrate: {
    summary: 'bring the database to the present schema, and stop',
    load: async () => (await import('./commands/start.ts')).migrate,
  },
  audit: {
    summary:
      'recompute the count of a site, of its ledger or of a folder with its files, without trusting it',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  fsck: {
    summary: 'make the ledger anew from the database, and name the first row or file that differs',
    load: async () => (await import('./commands/fsck.ts')).fsck,
  },
  witness: {
    summary: "cosign another centre's ledger, so that it cannot show two histories",
    load: async () => (await import('./commands/witness.ts')).witness,
  },
  baseline: {
    summary: 'carry over the total of an earlier registry, once, before anybody is counted',
    load: async () => (await import('./commands/baseline.ts')).baseline,
  },
  import: {
    summary: 'take declarations over from an earlier registry, each off the total that was carried over',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  erase: {
    summary: 'destroy what the installation has of the people of an entry, or of one of them',
    load: async () => (await import('./commands/erase.ts')).erase,
  },
  issuer: {
    summary: 'make and use the keys that certificates are signed with',
    load: async () => (await import('./commands/issuer.ts')).issuer,
  },
  key: {
    summary: "show, change or end the ledger's key",
    load: async () => (await import('./commands/key.ts')).key,
  },
  root: {
    summary: "make and use the centre's root key, which is kept offline and vouches for the ledger's keys",
    load: async () => (await import('./commands/root.ts')).root,
  },
  recovery: {
    summary: 'come back, or read what is sealed, with three of the five papers of the recovery key',
    load: async () => (await import('./commands/recovery.ts')).recovery,
  },
  help: {
    summary: 'this list; "exeunt <command> --help" says more',
    load: () => ({
      help: 'Prints the commands.',
      async run() {
        process.stdout.write(usage())
      },
    }),
  },
}

process.exitCode = await main(process.argv.slice(2))
// A child listens for the end of its channel to the supervisor, and would wait for it for ever.
if (process.connected) process.disconnect()

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const listed = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (name === '--help' || name === '-h') return main(['help'])
  if (!listed) return complain(`there is no command "${name}"; "exeunt help" lists them`)
  const stop = stopSignal()
  try {
    const command = await listed.load()
    if (!args.includes('--help')) return (await command.run(args, stop)) ?? 0
    process.stdout.write(`exeunt ${name}: ${listed.summary}\n\n${command.help}\n`)
    return 0
  } catch (cause) {
    const line = await lineFor(cause)
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
async function lineFor(cause: unknown): Promise<string> {
  if (cause instanceof OperatorError || cause instanceof InvariantError) return cause.message
  if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE' && 'port' in cause) {
    return `port ${String(cause.port)} is in use: stop what listens there, or set EXEUNT_SITE_PORT or EXEUNT_DESK_PORT`
  }
  // Loaded now, for the signer has no database.
  const { isDatabaseAway } = await import('#db')
  if (isDatabaseAway(cause) || isRefused(cause)) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    return `the database at DATABASE_URL does not answer or refuses us${code}`
  }
  logger.error('exeunt.failed', cause)
  return 'something unexpected stopped Exeunt: the line above says where'
}

/** By a wrong password, or because of who we are. */
function isRefused(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('28')
}

function complain(line: string): number {
  process.stderr.write(`exeunt: ${printable(line)}\n`)
  return 1
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `Exeunt: a register of declarations.\n\n${lines.join('\n')}\n`
}
