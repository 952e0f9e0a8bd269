import { noteDesk } from '#audit'
import { systemRandom } from '#basics'
import { issuingAt } from '#certificates'
import { deskApp } from '#desk'
import { deskFilesOf, readAssets } from '#html'
import { listen } from '#http'
import { currentBoxes } from '#intake'
import { publicFolder } from '#ledger'
import { deskDigest } from '#proof'
import { runSettling } from '#review'
import { webauthn } from '#staff'
import { deskKeys, loadDeskKey } from '#vault'
import { centreIn, openPool } from './database.ts'
import { refuseForeignDeskKey, secretsOf } from './keys.ts'
import { keepGoing, openProcess, type ProcessOptions, type Running } from './process.ts'
import { REFUSED } from './refused.ts'

/** The desk of the staff. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async (parts) => {
    const { config, logger, clock, stack } = parts
    await webauthn()
    const assets = readAssets('desk')
    const db = await openPool('desk', parts)
    await refuseForeignDeskKey(db, config)
    const keys = deskKeys(loadDeskKey(secretsOf(config)))
    const deps = { db, clock, random: systemRandom, timeZone: config.timeZone, keys }
    const installation = await centreIn(db, config)
    const app = deskApp({
      ...deps,
      ...installation,
      logger,
      origin: config.deskOrigin,
      boxes: currentBoxes({ db, clock, timeZone: config.timeZone }),
      budget: config.openBudget,
      undoMs: config.undoMs,
      assets,
      issuing: issuingAt(config.issuerDir),
      folder: publicFolder(config.publicDir),
    })
    const digest = deskDigest(deskFilesOf(assets))
    if (await noteDesk(db, { digest, at: clock() })) {
      const means = 'new-or-updated,compare-it:docs/runbooks/check-the-desk.md'
      logger.info('desk.another-script', { digest, means })
    }
    keepGoing(parts, (stop) => runSettling({ ...deps, logger }, stop))
    // Of a demonstration, by what the database says: nobody there has a key to touch.
    const shown = installation.sample ? (await import('../demo/desk.ts')).withSamplePasskeys(app) : app
    // localhost is two addresses, and browsers try the newer one first.
    return stack.use(await listen(shown, { port: config.deskPort, hostname: 'localhost', ...REFUSED })).port
  })
}
