import type { CountAt } from './audit-figures.ts'
import { type CountFault, type Rule, startCount } from './count.ts'
import type { Digest } from '../log/commitment.ts'
import { entryReader } from '../log/entry-reader.ts'
import { type Fetcher, comingUp } from '../log/fetcher.ts'
import { type Claim, type AuditResult, type Progress, resultOf } from './result.ts'
import { TILE_WIDTH } from '../log/tile-path.ts'
import type { TileReader } from '../log/tile-reader.ts'

export interface WalkedEntries extends Partial<CountAt> {
  readonly results: readonly AuditResult[]
  /** The count at the size that was asked for. */
  readonly stopover?: CountAt | 'in-between' | undefined
  readonly announcedKeys?: readonly string[]
  readonly dossier?: Digest | undefined
}

/**
 * From the first entry to the last: each tile of leaf hashes under its parents, each entry against its hash, each
 * leaf by the rules. A false tile ends it. After a false entry or a broken rule the rest is still looked at as far
 * as it does not hang on that, so that one audit says as much as it can.
 */
export async function* auditEntries({
  files,
  tiles,
  size,
  stopover: stopoverSize,
}: {
  readonly files: Fetcher
  readonly tiles: TileReader
  readonly size: number
  readonly stopover: number | undefined
}): AsyncGenerator<Progress, WalkedEntries> {
  const count = startCount()
  const reader = entryReader({ fetcher: files, tiles, size })
  const broken = new Map<Claim, AuditResult>()
  const bundles = Math.ceil(size / TILE_WIDTH)
  let counted = 0
  let stopover: WalkedEntries['stopover'] = stopoverSize === 0 ? countNow() : undefined
  await attempt('tiles', () => tiles.checkEdge())
  for (let index = 0; index < bundles && !broken.has('tiles'); index++) {
    expectNext(index)
    await checkBundle(index)
    yield { step: 'entries', done: Math.min((index + 1) * TILE_WIDTH, size), of: size }
  }
  const closed = broken.size === 0 ? count.close() : undefined
  if (closed?.outcome === 'fault') breaks(closed.fault)
  const facts =
    closed?.outcome === 'counted'
      ? { ...countNow(), announcedKeys: count.keys(), dossier: count.dossier() }
      : {}
  return { results: CLAIMS.map(resultFor), stopover, ...facts }

  function countNow(): CountAt {
    return { totals: count.totals(), days: [...count.days()] }
  }

  function expectNext(index: number): void {
    const all = { start: 0, end: bundles }
    if (!broken.has('entries')) return reader.expect(index, all)
    // Tiles are still looked at, and nobody asks for what was sent for besides.
    for (const next of comingUp(index, all)) tiles.expect(0, next)
  }

  async function checkBundle(index: number): Promise<void> {
    const tile = await attempt('tiles', () => tiles.tile(0, index))
    if (!tile || broken.has('entries')) return
    const bundle = await attempt('entries', () => reader.bundle(index))
    if (!bundle) return
    for (const entry of bundle.entries) {
      if (broken.has('count') || broken.has('days')) return
      const fault = count.take(bundle.bytes, entry)
      if (fault) breaks(fault)
      else if (++counted === stopoverSize) stopover = count.open() === undefined ? countNow() : 'in-between'
    }
  }

  async function attempt<Found>(claim: Claim, act: () => Promise<Found>): Promise<Found | undefined> {
    try {
      return await act()
    } catch (error) {
      broken.set(claim, resultOf(claim, error))
      return undefined
    }
  }

  function breaks({ index, rule }: CountFault): void {
    const claim = claimOf(rule)
    broken.set(claim, {
      claim,
      outcome: 'failed',
      detail: `Entry ${index} breaks the rule ${rule}.`,
      index,
    })
  }

  function resultFor(claim: (typeof CLAIMS)[number]): AuditResult {
    const found = broken.get(claim)
    if (found) return found
    const waitsFor = CLAIMS.filter((other) => WAITS_FOR[claim].includes(other) && broken.has(other))
    if (waitsFor.length > 0)
      return { claim, outcome: 'unchecked', detail: `It hangs on: ${waitsFor.join(', ')}.` }
    return { claim, outcome: 'proved', detail: details()[claim] }
  }

  function details(): Record<(typeof CLAIMS)[number], string> {
    return {
      tiles: `Every tile of leaf hashes belongs under the checkpoint (${bundles}).`,
      entries: `Every entry is the one that its hash stands for (${size}).`,
      count: `Every entry keeps the rules of the count (${size}).`,
      days: `Every day leaf equals the sums up to it (${count.days().length}).`,
    }
  }
}

const CLAIMS = ['tiles', 'entries', 'count', 'days'] as const

/** Entries are read as far as tiles go, and counted as far as entries go. */
const WAITS_FOR: Record<(typeof CLAIMS)[number], readonly Claim[]> = {
  tiles: [],
  entries: ['tiles'],
  count: ['tiles', 'entries', 'days'],
  days: ['tiles', 'entries', 'count'],
}

function claimOf(rule: Rule): Claim {
  return rule.startsWith('day-') ? 'days' : 'count'
}
