import { invariant } from '#basics'
import { type Database, transaction } from '#db'
import { type PublishedLedger, readPublished } from '#ledger'
import { addChanges, lockMark, moveMark, readSums, type Sums } from './store.ts'

/**
 * Fold every entry after the mark, and up to what the published checkpoint covers, into the tally (invariant: The count).
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
    invariant(
      differenceFrom(await readSums(tx), ledger) === null,
      'the register and the ledger come to the same count',
    )
    const { size, root, day, covered: number, publishedAt: asOf, totals } = ledger
    await moveMark(tx, { number, asOf, size, root, day, baseline: totals.baseline.people })
  })
}

/** What the tally says otherwise than the ledger's totals; null where they agree. */
export function differenceFrom(sums: Sums, { totals }: PublishedLedger): string | null {
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
  const [known, proved] = [flat(sums), flat(ledger)]
  for (const name of new Set([...known.keys(), ...proved.keys()])) {
    const [here, there] = [known.get(name) ?? 0, proved.get(name) ?? 0]
    if (here !== there) return `it has ${here} for ${name}, and the ledger has ${there}`
  }
  return null
}

function flat({ channels, ...sums }: Sums): ReadonlyMap<string, number> {
  const byChannel = Object.entries(channels).map(([name, people]) => [`channel ${name}`, people] as const)
  return new Map([...Object.entries(sums), ...byChannel])
}
