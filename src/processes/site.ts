import { systemRandom } from '#basics'
import { readAssets, readDeskFiles } from '#html'
import { listen } from '#http'
import { currentBoxes, inGroups } from '#intake'
import { publicFolder } from '#ledger'
import { siteApp } from '#site'
import { centreIn, openPool } from './database.ts'
import { installationKeys, refuseLostKeys } from './keys.ts'
import { openProcess, type ProcessOptions, type Running } from './process.ts'
import { REFUSED } from './refused.ts'

/** The public site, or one of the processes that are it together. The database is there and migrated. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async (parts) => {
    const { config, logger, clock, stack } = parts
    const db = await openPool('site', parts)
    await refuseLostKeys(db, config)
    const app = siteApp({
      ...(await centreIn(db, config)),
      db,
      clock,
      random: systemRandom,
      timeZone: config.timeZone,
      keys: installationKeys(config),
      boxes: currentBoxes({ db, clock, timeZone: config.timeZone }),
      ...inGroups(db),
      assets: readAssets('site'),
      deskFiles: readDeskFiles(),
      logger,
      folder: publicFolder(config.publicDir),
      origin: config.siteOrigin,
    })
    const at = { port: config.sitePort, hostname: '127.0.0.1', isShared: options.sharesPort ?? false }
    return stack.use(await listen(app, { ...at, ...REFUSED })).port
  })
}
