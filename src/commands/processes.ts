import { openProcess, type ProcessName } from '../house.ts'
import { type Command, readArgs, SETTINGS, settings } from './command.ts'

/** One process of the house, as the supervisor or systemd starts it. */
function processCommand(name: ProcessName, summary: string): Command {
  const deps = name === 'signer' ? '' : ' The database must be\nmigrated, and DATABASE_URL set.'
  return {
    summary,
    help: `One process of the house, for setups that run each under an account of its own.${deps}\n\n${SETTINGS}`,
    async run(args, stop) {
      readArgs(args, {})
      await using _running = await openProcess(name, { config: settings() })
      process.send?.('ready')
      await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
    },
  }
}

export const site = processCommand('site', 'serve the public site alone')
export const desk = processCommand('desk', 'serve the desk of the staff alone')
export const work = processCommand('work', 'do the jobs: enter what was accepted, count')
export const ledger = processCommand('ledger', 'append to the ledger what the register has, and publish it')
export const issue = processCommand(
  'issue',
  'hold the key of certificates, and sign what two branches agreed to',
)
export const signer = processCommand(
  'signer',
  "hold the ledger's key, and sign nothing that contradicts itself",
)
