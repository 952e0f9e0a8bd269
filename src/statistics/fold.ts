import { invariant } from '#basics'
import { type Database, transaction } from '#db'
import { type PublishedLedger, readPublished } from '#ledger'
import { totalOf } from '#proof'
import { addChanges, lockMark, moveMark, readSums, type Sums } from './store.ts'

/**
 * Fold every entry after the mark, and up to what the published checkpoint covers, into the tally.
 *
 * One fold at a time, under the mark's lock; tally and mark move in one transaction, so a crash
 * repeats the fold or never needed it. The register's rows and the ledger's leaves are two ways to one
 * count: where they differ nothing moves, and what was shown before stays until somebody has looked.
 */
export function fold({ db }: { db: Database }): Promise<void> {
  return transaction(db, async (tx) => {
    const after = await lockMark(tx)
    const ledger = await readPublished(tx)
    if (!ledger) return
    if (ledger.covered > after) await addChanges(tx, { after, upTo: ledger.covered })
    refuseDifference(await readSums(tx), ledger)
    const { size, root, day, covered: number, publishedAt: asOf, totals } = ledger
    await moveMark(tx, { number, asOf, size, root, day, baseline: totals.baseline.people })
  })
}

function refuseDifference(sums: Sums, { totals }: PublishedLedger): void {
  const { counted, retracted, channels } = totals
  const ledger: Sums = {
    counted: counted.people,
    retracted: retracted.people,
    party: counted.party - retracted.party,
    league: counted.league - retracted.league,
    pioneers: counted.pioneers - retracted.pioneers,
    not_stated: counted.notStated - retracted.notStated,
    channels: Object.fromEntries(channels.map((sum) => [sum.channel, sum.counted - sum.retracted])),
  }
  invariant(
    sortedText(sums) === sortedText(ledger) && totalOf(totals).people >= 0,
    'the register and the ledger come to the same count',
  )
}

function sortedText({ channels, ...sums }: Sums): string {
  const byName = (a: readonly [string, number], b: readonly [string, number]) => (a[0] < b[0] ? -1 : 1)
  return JSON.stringify([Object.entries(sums).toSorted(byName), Object.entries(channels).toSorted(byName)])
}
