import { systemRandom } from '#basics'
import { startWorker } from '#jobs'
import { publicFolder } from '#ledger'
import { publishDays } from '#publish'
import { takeAccepted } from '#register'
import { lookAgainAtRunOut } from '#review'
import { fold } from '#statistics'
import { openPool, processUrl } from './database.ts'
import { openProcess, type ProcessOptions, type Running } from './process.ts'

/** The jobs: what was accepted is entered, counted and published. */
export function open(options: ProcessOptions): Promise<Running> {
  return openProcess(options, async (parts) => {
    const { config, logger, clock, stack } = parts
    const db = await openPool('work', parts)
    const deps = { db, clock, timeZone: config.timeZone, logger }
    stack.use(
      await startWorker({
        url: processUrl('work', config),
        logger,
        tasks: {
          'register:take': async () => {
            const cases = await lookAgainAtRunOut(deps)
            if (cases > 0) logger.info('review.requests-run-out', { cases })
            await takeAccepted(deps)
          },
          'statistics:fold': () => fold(deps),
          'publish:days': () =>
            publishDays({ ...deps, random: systemRandom, folder: publicFolder(config.publicDir) }),
        },
      }),
    )
  })
}
