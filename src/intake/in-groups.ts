import { type Door } from '#channels'
import { type Database, isDatabaseAway } from '#db'
import {
  type FindByCodes,
  findByCodesTogether,
  insertSubmission,
  insertTogether,
  type PutIn,
  type PutOutcome,
  type SubmissionRow,
} from './store.ts'
import { together } from './together.ts'

interface Put {
  readonly door: Door
  readonly row: SubmissionRow
}

/**
 * Intake's questions to the database, each of them for several senders at once while there are several
 * (docs/decisions/0094-intake-in-groups.md). Each submission is acknowledged after the commit of its group and no sooner
 * (invariant: Acknowledged means durable), with an outcome of its own.
 */
export function inGroups(db: Database): { readonly putIn: PutIn; readonly findByCodes: FindByCodes } {
  const put = together((group: readonly Put[]) => putIn(db, group))
  return {
    putIn: (door, row) => put({ door, row }),
    findByCodes: together((group) => findByCodesTogether(db, group)),
  }
}

/**
 * One that the database refuses harms no other: a statement is all or nothing, and of one that was refused each goes once more
 * alone. Where the database is away nobody knows what was committed; each sender is told to send it again, and meets what is there.
 */
async function putIn(
  db: Database,
  group: readonly Put[],
): Promise<readonly (PutOutcome | Promise<PutOutcome>)[]> {
  try {
    return await insertTogether(db, group)
  } catch (cause) {
    if (group.length === 1 || isDatabaseAway(cause)) throw cause
    const alone = insertSubmission(db)
    const outcomes: Promise<PutOutcome>[] = []
    for (const { door, row } of group) {
      const outcome = alone(door, row)
      outcomes.push(outcome)
      await outcome.catch(() => {})
    }
    return outcomes
  }
}
