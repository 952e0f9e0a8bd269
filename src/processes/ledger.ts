import { readTextFile, systemRandom } from '#basics'
import { type Config, ConfigError } from '#config'
import { type Database } from '#db'
import { type LedgerDeps, publicFolder, runLedger } from '#ledger'
import { ProofError, readPolicy } from '#proof'
import { type Signer, signerAt } from '#signer'
import { openPool } from './database.ts'
import { keepGoing, openProcess, type Parts, type ProcessOptions, type Running } from './process.ts'

/** The ledger: appends what the register has, and publishes it. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async (parts) => {
    const deps = ledgerDeps(await openPool('ledger', parts), parts)
    keepGoing(parts, (stop) => runLedger(deps, stop))
  })
}

/** What the ledger is built from; `signer` is the one behind the socket, if nothing else is said. */
export function ledgerDeps(
  db: Database,
  { config, logger, clock }: Pick<Parts, 'config' | 'logger' | 'clock'>,
  signer: Signer = signerAt(config.signerDir),
): LedgerDeps {
  return {
    db,
    clock,
    random: systemRandom,
    timeZone: config.timeZone,
    folder: publicFolder(config.publicDir),
    signer,
    batches: { seconds: config.batchSeconds, least: config.batchLeast },
    witnesses: readWitnesses(config),
    logger,
  }
}

function readWitnesses({ witnessFile }: Config): LedgerDeps['witnesses'] {
  if (witnessFile === null) return null
  try {
    const file = readTextFile(witnessFile)
    return { policy: readPolicy(file), text: Buffer.from(file).toString('utf8') }
  } catch (cause) {
    const why = cause instanceof ProofError ? `${cause.place ?? ''}: ${cause.message}` : 'it cannot be read'
    throw new ConfigError(`EXEUNT_WITNESSES: ${witnessFile} is no tlog-policy file (${why})`)
  }
}
