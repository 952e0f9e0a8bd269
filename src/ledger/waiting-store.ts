import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Channel } from '#channels'
import { type Reader } from '#db'
import { type Digest, type Organisations, type PersonContent } from '#proof'
import { type Change, type Declared } from './draft.ts'

/** The newest entry of the register. Numbers commit in order: whoever sees it sees every one below. */
export async function findNewestEntry(db: Reader): Promise<number> {
  const { rows } = await sql<{
    newest: number
  }>`select coalesce(max(number), 0) as newest from register.entry`.execute(db)
  return rows[0]?.newest ?? 0
}

/** How many people wait to be counted, up to `most`. */
export async function countWaiting(
  db: Reader,
  { after, upTo, most }: { after: number; upTo: number; most: number },
): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from (
      select from register.declared where number > ${after} and number <= ${upTo} limit ${most}
    ) waiting`.execute(db)
  return rows[0]?.people ?? 0
}

/**
 * The last entry of a batch that takes up no more than `most` people, and at least one entry. An entry is never
 * divided: what the world sees of the register ends with a whole one.
 */
export async function findCut(
  db: Reader,
  { after, upTo, most }: { after: number; upTo: number; most: number },
): Promise<number> {
  const { rows } = await sql<{ events: number; cut: number | null }>`
    select coalesce(sum(events), 0)::bigint as events, max(number) filter (where so_far <= ${most}) as cut
    from (
      select number, count(*) as events, sum(count(*)) over (order by number) as so_far
      from (
        select number from register.event
        where number > ${after} and number <= ${upTo} order by number limit ${most + 1}
      ) event
      group by number
    ) entry`.execute(db)
  const [found] = rows
  if (!found || found.events <= most) return upTo
  return found.cut ?? after + 1
}

interface Stated {
  readonly declaration: number
  readonly position: number
  readonly channel: Channel
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

const STATED = sql`
  declaration, position, channel, party, league, pioneers,
  day, basis, name_kind as "nameKind", name, place, language, words`

/** The people of the declarations in a range of the register. */
export async function findDeclared(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
): Promise<Declared[]> {
  const { rows } = await sql<Stated>`
    select ${STATED} from register.declared where number > ${after} and number <= ${upTo}`.execute(db)
  return rows.map((row) => ({ ...whose(row), left: leftOf(row), content: contentOf(row) }))
}

/** What happened in a range of the register to people who are counted, in the order of the entries. */
export async function findChanges(
  db: Reader,
  { after, upTo }: { after: number; upTo: number },
): Promise<Change[]> {
  type Was = { number: number; was_party: boolean; was_league: boolean; was_pioneers: boolean }
  const { rows: gone } = await sql<Was & Pick<Stated, 'declaration' | 'position' | 'channel'>>`
    select * from register.withdrawn where number > ${after} and number <= ${upTo}`.execute(db)
  const { rows: said } = await sql<Was & Stated>`
    select number, was_party, was_league, was_pioneers, ${STATED}
    from register.restated where number > ${after} and number <= ${upTo}`.execute(db)
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

function whose({ declaration, position, channel }: Pick<Stated, 'declaration' | 'position' | 'channel'>) {
  return { declaration, position, channel }
}

function leftOf({ party, league, pioneers }: Stated): Organisations {
  return { party, league, pioneers }
}

function contentOf(row: Stated): PersonContent {
  const { day, channel, basis, nameKind, name, place, language, words } = row
  return { day, channel, basis, nameKind, name, place, language, words: words as Digest | null }
}

/** People taken over from an earlier registry whom no batch has taken up yet, by what they left. */
export async function findWaitingImports(
  db: Reader,
): Promise<{ people: number; party: boolean; league: boolean; pioneers: boolean }[]> {
  const { rows } = await sql<{ people: number; party: boolean; league: boolean; pioneers: boolean }>`
    select count(*) as people, party, league, pioneers from register.declared
    where channel = 'import' and number > coalesce((select max(entry) from ledger.batch), 0)
    group by party, league, pioneers`.execute(db)
  return rows
}
