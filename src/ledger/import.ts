import { NOBODY, recordAct } from '#audit'
import { type Clock, dayAt, invariant } from '#basics'
import { type Database, transaction } from '#db'
import { addFigures, type Figures, figuresOf, NO_FIGURES, type Organisations } from '#proof'
import { enterImported, type Imported, notYetImported } from '#register'
import { findNewestBatch, lockHead } from './store.ts'
import { findWaitingImports } from './waiting-store.ts'

interface Deps {
  readonly db: Database
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
 */
export function takeOver(declarations: readonly Imported[], deps: Deps): Promise<TakenOver> {
  return transaction(deps.db, async (tx): Promise<TakenOver> => {
    // What waits and what the baseline has left are of one moment, or a batch between would hide people from both.
    await lockHead(tx)
    const baseline = (await findNewestBatch(tx))?.totals.baseline
    if (!baseline) return { outcome: 'no-baseline' }
    const fresh = await notYetImported(tx, declarations)
    const people = fresh.flatMap(({ version }) => version.people)
    const figure = exceeded(sumOf([...people, ...(await findWaitingImports(tx))]), baseline)
    if (figure) return { outcome: 'more-than-baseline', figure }
    const at = deps.clock()
    const day = dayAt(at, deps.timeZone)
    const numbers: number[] = []
    for (const declaration of fresh) numbers.push(await enterImported(tx, declaration, day))
    // One after another, under the numbering's lock.
    const record = `${numbers.at(0)}-${numbers.at(-1)}`
    if (numbers.length > 0) await recordAct(tx, { at, who: NOBODY, what: 'imported', record })
    return {
      outcome: 'taken-over',
      entered: fresh.length,
      before: declarations.length - fresh.length,
    }
  })
}

/** So many people each, by what they left. */
function sumOf(groups: readonly (Organisations & { readonly people?: number })[]): Figures {
  return groups.reduce((sum, { people = 1, ...left }) => {
    const { party, league, pioneers, notStated } = figuresOf(left)
    const more = addFigures(sum, {
      party: party * people,
      league: league * people,
      pioneers: pioneers * people,
      notStated: notStated * people,
      people,
    })
    invariant(more, 'a registry has fewer people than can be counted')
    return more
  }, NO_FIGURES)
}

function exceeded(taken: Figures, baseline: Figures): keyof Figures | undefined {
  const names = ['people', 'party', 'league', 'pioneers', 'notStated'] as const
  return names.find((name) => taken[name] > baseline[name])
}
