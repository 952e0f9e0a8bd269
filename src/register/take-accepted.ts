import { type Clock, dayAt, type Logger } from '#basics'
import { type Database, transaction } from '#db'
import { announce } from '#jobs'
import { deleteAcceptance, lockAcceptances } from '#review'
import { enter } from './enter.ts'

const MOST_AT_ONCE = 100

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly logger: Logger
}

/**
 * Enter whatever review has accepted, and take it off review's outbox in the same transaction:
 * after a crash an acceptance is either still there or entered, and never twice.
 *
 * Idempotent; may run in several processes, which then wait for one another at the numbering.
 */
export async function takeAccepted({ db, clock, timeZone, logger }: Deps): Promise<void> {
  for (;;) {
    const taken = await transaction(db, async (tx) => {
      const acceptances = await lockAcceptances(tx, MOST_AT_ONCE)
      for (const acceptance of acceptances) {
        const entered = await enter(tx, acceptance, dayAt(clock(), timeZone))
        // Nothing is left of it to enter: withdrawn before, or a correction of nothing.
        if (entered.outcome === 'nothing-to-enter')
          logger.info('register.nothing-to-enter', { kind: acceptance.kind })
        await deleteAcceptance(tx, acceptance.id)
      }
      // What was taken back has to go from the files that are published, before any count moves.
      if (acceptances.length > 0) await announce(tx, 'publish:days')
      return acceptances.length
    })
    if (taken < MOST_AT_ONCE) return
  }
}
