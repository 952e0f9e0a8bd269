// A PostgreSQL that can be taken away and come back, at an address that stays.
import { realpathSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, Secret, systemRandom } from '#basics'
import { type Database, migrate, openDatabase, roleUrl, startEmbeddedPostgres } from '#db'
import { LISTS } from '../../src/lists.ts'
import { silent } from '../template-db.ts'
import { freePort } from '../installation/free-port.ts'
import { kill, serverPids } from '../installation/whole.ts'
import { wayTo } from './way-to.ts'

export interface FragileDatabase extends AsyncDisposable {
  /** As the site's role, by way of the address that stays. */
  readonly siteUrl: string
  /** On the server as it runs now, past the way there. */
  ownerUrl(): string
  openAsOwner(): Database
  /** Stop the server: whoever asks is refused. */
  stop(): Promise<void>
  /** Kill the server without warning: whoever asks is refused. */
  kill(): Promise<void>
  /** Start the server again. It answers when this returns. */
  comeBack(): Promise<void>
  /** The network swallows everything from now on, and says nothing. */
  fallSilent(): void
  /** The network works again; what was under way is lost. */
  speakAgain(): void
}

export async function openFragileDatabase(logger: Logger = silent): Promise<FragileDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'exeunt-fragile-'))
  await chmod(dataDir, 0o711)
  const databaseKey = new Secret(systemRandom(32))
  let server = await startEmbeddedPostgres({ dataDir, logger })
  await migrate({ ownerUrl: server.url, databaseKey, lists: LISTS, logger })
  const port = await freePort()
  const way = wayTo(() => Number(new URL(server.url).port), port)
  await way.open()
  const siteUrl = new URL(roleUrl(server.url, 'exeunt_site', databaseKey))
  siteUrl.port = String(port)
  const stop = async () => {
    await way.close()
    await server[Symbol.asyncDispose]()
  }
  return {
    siteUrl: siteUrl.href,
    ownerUrl: () => server.url,
    openAsOwner: () => openDatabase({ url: server.url, connections: 2, logger: silent }),
    stop,
    async kill() {
      for (const pid of serverPids(realpathSync(join(dataDir, 'postgres')))) kill(pid)
      await stop()
    },
    async comeBack() {
      server = await startEmbeddedPostgres({ dataDir, logger })
      await way.open()
    },
    fallSilent: () => way.fallSilent(),
    speakAgain: () => way.speakAgain(),
    async [Symbol.asyncDispose]() {
      await way.close()
      await server[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
