import { makeDirectoryDurably, systemRandom } from '#basics'
import { type IssuingDeps, runIssuing, serveIssuing } from '#certificates/issuing'
import { loadIssuingKeys } from '#issuer/keys'
import { openRenderer } from '#issuer/paper'
import { publicFolder } from '#ledger'
import { webauthn } from '#staff'
import { centreIn, openPool } from './database.ts'
import { keepGoing, openProcess, type ProcessOptions, type Running } from './process.ts'

/** The holder of the key of certificates: signs what two branches agreed to, and nothing else. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async (parts) => {
    const { config, logger, clock, stack } = parts
    const { issuerDir: directory } = config
    await webauthn()
    makeDirectoryDurably(directory, 0o710)
    const db = await openPool('issue', parts)
    const deps: IssuingDeps = {
      ...(await centreIn(db, config)),
      db,
      clock,
      random: systemRandom,
      timeZone: config.timeZone,
      logger,
      keys: () => loadIssuingKeys(directory),
      renderer: stack.use(openRenderer()),
      folder: publicFolder(config.publicDir),
      origin: config.siteOrigin,
      deskOrigin: config.deskOrigin,
    }
    stack.use(await serveIssuing(deps, { directory, logger }))
    keepGoing(parts, (stop) => runIssuing(deps, { directory, stop }))
  })
}
