// The one entry of every process: `exeunt <command>`.
import { InvariantError, stderrLogger as logger } from '#basics'
import { ConfigError, readConfig } from '#config'
import { DatabaseError, EmbeddedPostgresError } from '#db'
import { VaultError } from '#vault'
import { openProcess, type ProcessName } from './house.ts'
import { openHouse } from './open-house.ts'
import { start, StartError } from './start.ts'

interface Command {
  readonly summary: string
  readonly help: string
  readonly options: readonly string[]
  run(options: { demo: boolean }, stop: AbortSignal): Promise<void>
}

const SETTINGS = 'Settings are environment variables; README.md lists them.'

const COMMANDS: Record<string, Command> = {
  start: {
    summary: 'open the house: database, site, desk and worker',
    help: `Starts the embedded PostgreSQL (or uses DATABASE_URL), migrates it, and serves the site and the desk\nuntil Ctrl-C.\n\n  --demo   SAMPLE data in a house of its own, and a reviewer who needs no key\n\n${SETTINGS}`,
    options: ['--demo'],
    run: (options, stop) => start(readConfig(process.env, options), stop),
  },
  site: processCommand('site', 'serve the public site alone'),
  desk: processCommand('desk', 'serve the desk of the staff alone'),
  work: processCommand('work', 'do the jobs: enter what was accepted, count'),
  ledger: processCommand('ledger', 'append to the ledger what the register has, and publish it'),
  signer: processCommand('signer', "hold the ledger's key, and sign nothing that contradicts itself"),
  migrate: {
    summary: 'bring the database to the present schema, and stop',
    help: `Applies every migration that is new, each in a transaction of its own.\n\n${SETTINGS}`,
    options: [],
    async run(options) {
      await using house = await openHouse(readConfig(process.env, options))
      if (house.firstLink) process.stdout.write(`First member of staff: ${house.firstLink}\n`)
    },
  },
  help: {
    summary: 'this list; "exeunt <command> --help" says more',
    help: 'Prints the commands.',
    options: [],
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
  const unknown = args.find((arg) => !command.options.includes(arg))
  if (unknown !== undefined) return complain(`exeunt ${name} knows no "${unknown}"; try --help`)
  try {
    await command.run({ demo: args.includes('--demo') }, stopSignal())
    return 0
  } catch (cause) {
    return complain(lineFor(cause))
  }
}

/** One process of the house, as the supervisor or systemd starts it. */
function processCommand(name: ProcessName, summary: string): Command {
  return {
    summary,
    help: `One process of the house, for setups that run each under an account of its own. The database must be\nmigrated, and DATABASE_URL set.\n\n${SETTINGS}`,
    options: [],
    async run(options, stop) {
      await using _running = await openProcess(name, { config: readConfig(process.env, options) })
      process.send?.('ready')
      await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
    },
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
  const ours = [ConfigError, DatabaseError, EmbeddedPostgresError, VaultError, StartError, InvariantError]
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
  process.stderr.write(`exeunt: ${line}\n`)
  return 1
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `Exeunt: a register of declarations.\n\n${lines.join('\n')}\n`
}
