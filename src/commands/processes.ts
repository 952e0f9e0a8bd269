import { type ProcessName, type ProcessOptions, type Running } from '../processes/process.ts'
import { type Command, readArgs, SETTINGS, settings } from './command.ts'

type Open = (options: ProcessOptions) => Promise<Running>

/** What each process is built from is loaded by that process alone. */
const LOAD: Record<ProcessName, () => Promise<{ readonly open: Open }>> = {
  site: () => import('../processes/site.ts'),
  desk: () => import('../processes/desk.ts'),
  work: () => import('../processes/worker.ts'),
  ledger: () => import('../processes/ledger.ts'),
  signer: () => import('../processes/signer.ts'),
  issue: () => import('../processes/issuer.ts'),
}

/** One process of the installation, as the supervisor or systemd starts it. */
export function processCommand(name: ProcessName): Command {
  const flags = name === 'site' ? ['shared'] : []
  const shared = '  --shared   listens on a port that other processes of this site listen on too (Linux)\n\n'
  const deps = name === 'signer' ? '' : ' The database must be\nmigrated, and DATABASE_URL set.'
  return {
    help: `One process of the installation, for setups that run each under an account of its own.${deps}\n\n${name === 'site' ? shared : ''}${SETTINGS}`,
    async run(args, stop) {
      const given = readArgs(args, { flags })
      const { open } = await LOAD[name]()
      await using _running = await open({ config: settings(), sharesPort: given.flags.has('shared') })
      process.send?.('ready')
      await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
    },
  }
}
