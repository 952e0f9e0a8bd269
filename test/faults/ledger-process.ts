// The ledger's process, once through, that ends itself or is failed at a step of its work. Run as a child:
// `ledger-process <database url> <home> <fault as JSON>`. Prints how many steps it took, or the trouble it met.
import { join } from 'node:path'
import pg from 'pg'
import { systemClock, systemRandom } from '#basics'
import { openDatabase } from '#db'
import { asLedgerError, type LedgerDeps, type PublicFolder, publicFolder, recover, sequence } from '#ledger'
import { openSigner, type Signer } from '#signer'
import { ORIGIN } from '../installation/ledger.ts'
import { silent } from '../template-db.ts'

/** Steps count from 1. A step is a statement sent or answered, a file asked for or written, a signature asked or got. */
export interface Fault {
  /** Die here, as by a power cut. */
  readonly killAt?: number
  /** Fail here, with the error that a disk gives. */
  readonly failAt?: number
  readonly code?: 'EIO' | 'ENOSPC'
}

const [url = '', home = '', fault = '{}'] = process.argv.slice(2)
const { killAt, failAt, code = 'EIO' } = JSON.parse(fault) as Fault
let steps = 0

function step(): void {
  steps += 1
  if (steps === killAt) process.kill(process.pid, 'SIGKILL')
  if (steps === failAt) throw Object.assign(new Error('injected'), { code })
}

watchDatabase()
const directory = join(home, 'signer')
const deps: LedgerDeps = {
  db: openDatabase({ url, connections: 2, logger: silent }),
  clock: systemClock,
  random: systemRandom,
  timeZone: 'Asia/Shanghai',
  folder: watchedFolder(publicFolder(join(home, 'public'))),
  signer: watchedSigner(openSigner({ directory, origin: ORIGIN })),
  batches: { seconds: 0, least: 1 },
  witnesses: null,
  logger: silent,
}
try {
  await recover(deps)
  while (await sequence(deps)) continue
  process.stdout.write(`${steps}\n`)
} catch (cause) {
  process.stdout.write(`${asLedgerError(cause).code}\n`)
  process.exitCode = 3
} finally {
  await deps.db[Symbol.asyncDispose]()
}

/** A statement counts when it is sent and when it is answered: between the two the server may have done it. */
function watchDatabase(): void {
  const client = pg.Client.prototype as unknown as {
    query(this: unknown, ...args: unknown[]): Promise<unknown>
  }
  const query = Reflect.get(client, 'query')
  client.query = async function watched(...args) {
    step()
    const answer = await query.apply(this, args)
    step()
    return answer
  }
}

function watchedFolder(folder: PublicFolder): PublicFolder {
  return {
    ...folder,
    get(path) {
      step()
      return folder.get(path)
    },
    put(files) {
      // One file at a time, as the disk would have it when the power goes in the middle.
      for (const [path, content] of files) {
        step()
        folder.put(new Map([[path, content]]))
      }
      step()
    },
    async putMany(files) {
      for (const [path, content] of files) {
        step()
        await folder.putMany(new Map([[path, content]]))
      }
      step()
    },
  }
}

function watchedSigner(signer: Signer): Signer {
  return {
    state: () => signer.state(),
    async sign(asked) {
      step()
      const outcome = await signer.sign(asked)
      step()
      return outcome
    },
  }
}
