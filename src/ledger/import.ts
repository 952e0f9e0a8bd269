import { NOBODY, recordAct } from '#audit'
import { type Clock, dayAt, invariant } from '#basics'
import { type Bulk, type Database, makeRoom } from '#db'
import { addFigures, type Figures, figuresOf, type Organisations, sameFigures } from '#proof'
import { enterImported, type Imported, notYetImported } from '#register'
import { Difference } from './difference.ts'
import { findAttested, findTakenOver, setTakenOver } from './import-store.ts'
import { findNewestBatch } from './store.ts'
import { findWaitingImports } from './waiting-store.ts'

interface Deps {
  readonly bulk: Bulk
  readonly clock: Clock
  readonly timeZone: string
}

export type TakenOver =
  | { readonly outcome: 'taken-over'; readonly entered: number; readonly before: number }
  /** There is no ledger yet whose baseline they could be taken from. */
  | { readonly outcome: 'no-baseline' }
  /** There are more of them than the baseline has left, of this figure. None of these was entered. */
  | { readonly outcome: 'more-than-baseline'; readonly figure: keyof Figures }

/**
 * Take declarations over from the earlier registry, all of them or none. The ledger takes each person up by a leaf
 * of her own and takes her off the baseline in the same batch. What the baseline does not have is refused here,
 * before it is entered: the ledger could neither take it up nor go on without it.
 *
 * What was ever taken over is kept as a sum, and held to the whole baseline: so nothing here asks how far the ledger has
 * come, neither waits for the other, and a batch costs the same however many wait.
 */
export function takeOver(declarations: readonly Imported[], deps: Deps): Promise<TakenOver> {
  return deps.bulk.transaction(async (tx, copyIn): Promise<TakenOver> => {
    const left = (await findNewestBatch(tx))?.totals.baseline
    if (!left) return { outcome: 'no-baseline' }
    const fresh = await notYetImported(tx, declarations)
    const before = declarations.length - fresh.length
    if (fresh.length === 0) return { outcome: 'taken-over', entered: 0, before }
    const sum = sumOf(grouped(fresh.flatMap(({ version }) => version.people)), await findTakenOver(tx))
    const attested = await findAttested(tx)
    const figure = exceeded(sum, attested)
    if (figure) return { outcome: 'more-than-baseline', figure }
    await setTakenOver(tx, sum)
    // All who wait for the ledger, with these.
    await makeRoom(tx, { entries: fresh.length, leaves: sum.people - (attested.people - left.people) })
    const at = deps.clock()
    const { first, last } = await enterImported({ tx, copyIn }, fresh, dayAt(at, deps.timeZone))
    // One after another, under the numbering's lock.
    await recordAct(tx, { at, who: NOBODY, what: 'imported', record: `${first}-${last}` })
    return { outcome: 'taken-over', entered: fresh.length, before }
  })
}

/**
 * Hold the kept sum to the ledger and the register, in one moment of the database: it is what has left the baseline, and what
 * waits to leave it. Throws a {@link Difference}.
 */
export function checkTakenOver(db: Database): Promise<void> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const left = (await findNewestBatch(tx))?.totals.baseline
      if (!left) return
      const kept = added(await findTakenOver(tx), left)
      const proved = sumOf(await findWaitingImports(tx), await findAttested(tx))
      if (sameFigures(kept, proved)) return
      throw new Difference('ledger.taken_over', 'it is not what has left the baseline and waits to leave it')
    })
}

interface Group extends Organisations {
  readonly people: number
}

/** How many have left what: there are eight ways at most. */
function grouped(people: readonly Organisations[]): Group[] {
  const groups = new Map<number, Group>()
  for (const { party, league, pioneers } of people) {
    const key = Number(party) + 2 * Number(league) + 4 * Number(pioneers)
    groups.set(key, { party, league, pioneers, people: (groups.get(key)?.people ?? 0) + 1 })
  }
  return [...groups.values()]
}

/** These, and so many people more who left each of these. */
function sumOf(groups: readonly Group[], before: Figures): Figures {
  return groups.reduce((sum, { people, ...left }) => {
    const { party, league, pioneers, notStated } = figuresOf(left)
    return added(sum, {
      party: party * people,
      league: league * people,
      pioneers: pioneers * people,
      notStated: notStated * people,
      people,
    })
  }, before)
}

function added(one: Figures, other: Figures): Figures {
  const sum = addFigures(one, other)
  invariant(sum, 'a registry has fewer people than can be counted')
  return sum
}

function exceeded(taken: Figures, baseline: Figures): keyof Figures | undefined {
  const names = ['people', 'party', 'league', 'pioneers', 'notStated'] as const
  return names.find((name) => taken[name] > baseline[name])
}
