// What the processes `work` and `ledger` do by the clock, done at once.
import { type Clock, systemClock, systemRandom } from '#basics'
import { type PublicFolder } from '#ledger'
import { publishDays } from '#publish'
import { takeAccepted } from '#register'
import { lookAgainAtRunOut } from '#review'
import { fold } from '#statistics'
import { silent, type TestDatabase } from '../template-db.ts'
import { type Base } from './base.ts'
import { TIME_ZONE } from './time.ts'

/** Enter what was accepted, take it up into the ledger, publish the days, and count. */
export async function workRound({ database, ledger, folder, clock }: Base): Promise<void> {
  const deps = depsOf(database, clock)
  await lookAgainAtRunOut(deps)
  await takeAccepted(deps)
  await ledger.take()
  await writeDays(database, folder)
  await fold(deps)
}

export function enterAccepted(database: TestDatabase): Promise<void> {
  return takeAccepted(depsOf(database, systemClock))
}

export function writeDays(database: TestDatabase, folder: PublicFolder): Promise<void> {
  return publishDays({ db: database.openAs('exeunt_work'), random: systemRandom, folder })
}

function depsOf(database: TestDatabase, clock: Clock) {
  return { db: database.openAs('exeunt_work'), clock, timeZone: TIME_ZONE, logger: silent }
}
