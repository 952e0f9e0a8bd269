import type { Day } from './count.ts'
import { type Hash, readHash } from '../log/hash.ts'
import { readJson } from '../log/json.ts'
import { type Totals, totalOf } from '../log/totals.ts'

/** What a site prints, `count.json`, as figures by name, and the checkpoint that they are of. */
export interface PublishedFigures {
  readonly asOf: string
  readonly size: number
  readonly root: Hash
  readonly figures: ReadonlyMap<string, number>
}

/** Throws `bad-published`, or `bad-base64` and `bad-hash` for the root. */
export function readPublishedFigures(bytes: Uint8Array): PublishedFigures {
  const json = readJson(bytes)
  const checkpoint = json.object('checkpoint')
  const figures = new Map<string, number>(PLAIN.map((name) => [name, json.number(name)]))
  for (const group of GROUPS) {
    const parts = json.object(group)
    for (const name of parts.keys()) figures.set(`${group}.${name}`, parts.number(name))
  }
  return {
    asOf: json.text('as_of'),
    size: checkpoint.number('size'),
    root: readHash(checkpoint.text('root')),
    figures,
  }
}

/** The same figures, recomputed. `days` are those that were closed in the log by then. */
export function figuresFrom(totals: Totals, days: readonly Day[]): ReadonlyMap<string, number> {
  const { baseline, counted, retracted, channels } = totals
  const organisations = [
    ['party', counted.party - retracted.party],
    ['league', counted.league - retracted.league],
    ['pioneers', counted.pioneers - retracted.pioneers],
    ['not_stated', counted.notStated - retracted.notStated],
  ] as const
  return new Map([
    ['total', totalOf(totals).people],
    ['baseline', baseline.people],
    ['counted', counted.people],
    ['retracted', retracted.people],
    ...organisations.map(([name, people]) => [`by_organisation.${name}`, people] as const),
    ...channels.map((sum) => [`by_channel.${sum.channel}`, sum.counted - sum.retracted] as const),
    ...periodsOf(totals, days),
  ])
}

const PLAIN = [
  'total',
  'baseline',
  'counted',
  'retracted',
  'today',
  'yesterday',
  'this_week',
  'this_month',
] as const
const GROUPS = ['by_organisation', 'by_channel'] as const
const DAY_MS = 86_400_000

/**
 * People counted in the day that is open, the one before it, and this week and month: from the running sums of
 * the day leaves. Days are those of the centre; who was carried over from an earlier registry came on none.
 */
function periodsOf(totals: Totals, days: readonly Day[]): [string, number][] {
  const now = arrivals(totals)
  const last = days.at(-1)
  const open = last ? dateMs(last.date) + DAY_MS : undefined
  const since = (firstMs: number) => {
    const before = days.findLast(({ date }) => dateMs(date) < firstMs)
    return now - (before ? arrivals(before.totals) : 0)
  }
  if (last === undefined || open === undefined) {
    return [
      ['today', now],
      ['yesterday', 0],
      ['this_week', now],
      ['this_month', now],
    ]
  }
  const opened = new Date(open)
  const monday = open - ((opened.getUTCDay() + 6) % 7) * DAY_MS
  const first = Date.UTC(opened.getUTCFullYear(), opened.getUTCMonth(), 1)
  return [
    ['today', since(open)],
    ['yesterday', since(open - DAY_MS) - since(open)],
    ['this_week', since(monday)],
    ['this_month', since(first)],
  ]
}

function arrivals({ channels }: Totals): number {
  return channels.reduce((sum, { grade, counted }) => sum + (grade === 'carried' ? 0 : counted), 0)
}

function dateMs(date: string): number {
  return Date.parse(`${date}T00:00:00Z`)
}
