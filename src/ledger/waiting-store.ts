import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Channel } from '#channels'
import { type Reader } from '#db'
import { type Grade, type Digest, type Organisations, type PersonContent } from '#proof'
import { type Change, type Declared } from './draft.ts'

/** The last entry after this one that every one before it can be seen of. */
export async function findPrefix(db: Reader, after: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`select register.prefix(${after}) as last`.execute(db)
  return rows[0]?.last ?? after
}

/** How large a batch may be, and how small what it hides people among. */
export interface BatchBounds {
  /** Events at most, unless one entry alone has more. */
  readonly most: number
  /** Newly counted people at least, or nobody newly counted and nobody changed. */
  readonly least: number
  /** Of these, people of entries that are not shown at least, or none. */
  readonly leastHidden: number
}

export interface Cut {
  /** The last entry of the batch; null where no batch keeps the bounds yet. */
  readonly upTo: number | null
  /** More waits than one batch may take. */
  readonly isFull: boolean
}

/**
 * The largest batch that keeps the bounds. An entry is never divided: what the world sees of the register ends with a
 * whole one.
 *
 * People of shown entries hide nobody: what opens their leaves is published. So those who are only counted
 * have to be several themselves, or one leaf that nobody opens would be the one person of the one entry that says
 * nothing. Nor does anybody hide among those taken over from an earlier registry, whose leaves are of another kind.
 */
export async function findCut(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
  bounds: BatchBounds,
): Promise<Cut> {
  for (let lines = bounds.most; ; lines *= WIDER) {
    const far = await findFar(db, { after, upTo, lines })
    const cut = await cutWithin(db, { after, upTo: far }, bounds)
    if (far === upTo) return cut
    // More waits than a batch may take, even if it is not all counted.
    if (cut.upTo !== null || cut.isFull) return { ...cut, isFull: true }
  }
}

/** Where a batch's worth of lines keeps no bound, so many times as many are looked at. */
const WIDER = 4

/**
 * As far as so many lines are declared, or to the end: read along the key of the lines, so that a batch costs the same however
 * many wait behind it.
 */
async function findFar(
  db: Reader,
  { after, upTo, lines }: { after: number; upTo: number; lines: number },
): Promise<number> {
  const { rows } = await sql<{ declaration: number }>`
    select declaration from register.line where declaration > ${after} and declaration <= ${upTo}
    order by declaration, number, position offset ${lines} limit 1`.execute(db)
  return rows[0]?.declaration ?? upTo
}

async function cutWithin(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
  { most, least, leastHidden }: BatchBounds,
): Promise<Cut> {
  const { rows } = await sql<{
    events: number
    last: number | null
    cut: number | null
    first: number | null
  }>`
    with event as (
      select number, declaration, kind, grade <> 'carried' as came
      from register.event join installation.channel on id = channel
      where number > ${after} and number <= ${upTo} order by number limit ${most + 1}
    ), entry as (
      select event.number,
        count(*) as events,
        count(*) filter (where event.kind = 'counted' and event.came) as added,
        count(*) filter (where event.kind = 'counted' and event.came and not said.shown) as hidden,
        count(*) filter (where event.kind <> 'counted') as changed
      from event join register.entry said on said.number = event.declaration
      group by event.number
    ), so_far as (
      select number, sum(events) over before as events, sum(added) over before as added,
        sum(hidden) over before as hidden, sum(changed) over before as changed
      from entry window before as (order by number)
    )
    select coalesce(max(events), 0)::bigint as events, max(number) as last, min(number) as first,
      max(number) filter (
        where (events <= ${most} or number = (select min(number) from entry))
          and (added >= ${least} or added + changed = 0)
          and (hidden >= ${leastHidden} or hidden = 0)) as cut
    from so_far`.execute(db)
  const [found] = rows
  if (!found || found.last === null) return { upTo: null, isFull: false }
  const isFull = found.events > most
  // With the last entry that does something go those after it that do nothing.
  return { upTo: found.cut === found.last && !isFull ? upTo : found.cut, isFull }
}

interface Stated {
  readonly declaration: number
  readonly position: number
  readonly channel: Channel
  readonly grade: Grade
  readonly party: boolean
  readonly league: boolean
  readonly pioneers: boolean
  readonly day: Day
  readonly basis: string
  readonly nameKind: string
  readonly name: string | null
  readonly place: string | null
  readonly language: string | null
  readonly words: Uint8Array | null
}

/** The database says which grade a channel has: what is in the register may have come by a door that this program has not. */
const WITH_GRADE = sql`join installation.channel on id = channel`

const STATED = sql`
  declaration, position, channel, grade, party, league, pioneers,
  day, basis, name_kind as "nameKind", name, place, language, words`

/** The people of the declarations in a range of the register. */
export async function findDeclared(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
): Promise<Declared[]> {
  const { rows } = await sql<Stated>`
    select ${STATED} from register.declared ${WITH_GRADE} where number > ${after} and number <= ${upTo}`.execute(
    db,
  )
  return rows.map((row) => ({ ...whose(row), left: leftOf(row), content: contentOf(row) }))
}

/** What happened in a range of the register to people who are counted, in the order of the entries. */
export async function findChanges(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
): Promise<Change[]> {
  type Was = { number: number; was_party: boolean; was_league: boolean; was_pioneers: boolean }
  const { rows: gone } = await sql<Was & Whose>`
    select * from register.withdrawn ${WITH_GRADE} where number > ${after} and number <= ${upTo}`.execute(db)
  const { rows: said } = await sql<Was & Stated>`
    select number, was_party, was_league, was_pioneers, ${STATED}
    from register.restated ${WITH_GRADE} where number > ${after} and number <= ${upTo}`.execute(db)
  const was = (row: Was) => ({ party: row.was_party, league: row.was_league, pioneers: row.was_pioneers })
  const changes: { number: number; change: Change }[] = [
    ...gone.map((row) => ({
      number: row.number,
      change: { kind: 'withdrawn' as const, ...whose(row), was: was(row) },
    })),
    ...said.map((row) => ({
      number: row.number,
      change: {
        kind: 'restated' as const,
        ...whose(row),
        was: was(row),
        now: leftOf(row),
        content: contentOf(row),
      },
    })),
  ]
  return changes.toSorted((a, b) => a.number - b.number).map(({ change }) => change)
}

type Whose = Pick<Stated, 'declaration' | 'position' | 'channel' | 'grade'>

function whose({ declaration, position, channel, grade }: Whose) {
  return { declaration, position, channel, grade }
}

function leftOf({ party, league, pioneers }: Stated): Organisations {
  return { party, league, pioneers }
}

function contentOf(row: Stated): PersonContent {
  const { day, channel, basis, nameKind, name, place, language, words } = row
  return { day, channel, basis, nameKind, name, place, language, words: words as Digest | null }
}

/** People taken over from an earlier registry whom no batch has taken up yet, by what they left. For fsck: it reads all of them. */
export async function findWaitingImports(
  db: Reader,
): Promise<{ people: number; party: boolean; league: boolean; pioneers: boolean }[]> {
  const { rows } = await sql<{ people: number; party: boolean; league: boolean; pioneers: boolean }>`
    select count(*) as people, party, league, pioneers from register.declared ${WITH_GRADE}
    where grade = 'carried' and number > coalesce((select max(entry) from ledger.batch), 0)
    group by party, league, pioneers`.execute(db)
  return rows
}
