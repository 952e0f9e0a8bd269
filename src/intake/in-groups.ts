import { type Door } from '#channels'
import { type Database, isDatabaseAway } from '#db'
import { insertSubmission, insertTogether, type PutIn, type PutOutcome, type SubmissionRow } from './store.ts'

/** A statement of more takes longer than what its commit saves. */
const TOGETHER_MOST = 32
/** While one is on its way to the disk the next is made ready. */
const AT_ONCE = 2

interface Waiting {
  readonly door: Door
  readonly row: SubmissionRow
  readonly answered: PromiseWithResolvers<PutOutcome>
}

/**
 * Puts submissions in that arrive while others are on their way to the disk: all of them by one statement, and in one commit.
 * Who comes alone waits for nobody. Each is acknowledged after that commit and no sooner (invariant: Acknowledged means
 * durable), with an outcome of its own. One that the database refuses harms no other: a statement is all or nothing, and of one
 * that was refused each goes once more alone. Where the database is away nobody knows what was committed; each sender is told to
 * send it again, and meets what is there.
 */
export function inGroups(db: Database): PutIn {
  const waiting: Waiting[] = []
  let underWay = 0

  const goOn = (): void => {
    while (underWay < AT_ONCE && waiting.length > 0) {
      underWay += 1
      void putIn(db, waiting.splice(0, TOGETHER_MOST)).finally(() => {
        underWay -= 1
        goOn()
      })
    }
  }

  return (door, row) => {
    const answered = Promise.withResolvers<PutOutcome>()
    waiting.push({ door, row, answered })
    goOn()
    return answered.promise
  }
}

/** Answers every one of the group, and never throws. */
async function putIn(db: Database, group: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await insertTogether(db, group)
    for (const [nth, outcome] of outcomes.entries()) group[nth]?.answered.resolve(outcome)
  } catch (cause) {
    if (group.length === 1 || isDatabaseAway(cause)) {
      for (const { answered } of group) answered.reject(cause)
      return
    }
    for (const { door, row, answered } of group)
      await insertSubmission(db)(door, row).then(answered.resolve, answered.reject)
  }
}
