import { type Clock, type Day, dayAt } from '#basics'
import { type Database } from '#db'
import { countDecisions, measureQueue } from './store.ts'

/** What waits, since when, and how much this reviewer has done today. */
export async function workload(
  { db, clock, timeZone }: { db: Database; clock: Clock; timeZone: string },
  { member }: { member: string },
): Promise<{ waiting: number; oldest: Day | null; decidedToday: number }> {
  const day = dayAt(clock(), timeZone)
  const [queue, decidedToday] = await Promise.all([
    measureQueue(db, { member, today: day }),
    countDecisions(db, { member, day }),
  ])
  return { ...queue, decidedToday }
}
