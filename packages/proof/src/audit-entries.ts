import { readBundle } from './bundle.ts'
import { sameBytes } from './bytes.ts'
import { type CountFault, type Day, type Rule, type Totals, startCount } from './count.ts'
import type { Fetcher } from './fetcher.ts'
import { type Claim, type Finding, findingOf } from './finding.ts'
import { leafHash } from './hash.ts'
import { ProofError } from './proof-error.ts'
import { hashAt } from './tile.ts'
import { TILE_WIDTH, type TileName, tilePath, tileWidth } from './tile-path.ts'
import type { TileReader } from './tile-reader.ts'

export interface Progress {
  readonly entries: number
  readonly of: number
}

export interface WalkedEntries {
  readonly findings: readonly Finding[]
  readonly totals?: Totals
  readonly lastDay?: Day | undefined
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
}: {
  readonly files: Fetcher & { expect(path: string): void }
  readonly tiles: TileReader
  readonly size: number
}): AsyncGenerator<Progress, WalkedEntries> {
  const count = startCount()
  const broken = new Map<Claim, Finding>()
  const bundles = Math.ceil(size / TILE_WIDTH)
  await attempt('tiles', () => tiles.checkEdge())
  for (let index = 0; index < bundles && !broken.has('tiles'); index++) {
    for (const next of comingUp(index, bundles)) expectBundle(next)
    await checkBundle(index)
    yield { entries: Math.min((index + 1) * TILE_WIDTH, size), of: size }
  }
  const counted = broken.size === 0 ? count.close() : undefined
  if (counted?.outcome === 'fault') breaks(claimOf(counted.fault.rule), faultOf(counted.fault))
  const facts = counted?.outcome === 'counted' ? { totals: counted.totals, lastDay: counted.lastDay } : {}
  return { findings: CLAIMS.map(findingFor), ...facts }

  function expectBundle(index: number): void {
    files.expect(bundlePath(index))
    // The last tile, if partial, has been read with the edge.
    if (tileWidth({ level: 0, index, size }) === TILE_WIDTH) {
      files.expect(tilePath({ level: 0, index, width: TILE_WIDTH }))
    }
  }

  async function checkBundle(index: number): Promise<void> {
    const tile = await attempt('tiles', () => tiles.tile(0, index))
    if (!tile || broken.has('entries')) return
    const entries = await attempt('entries', () => readEntries(index), index * TILE_WIDTH)
    for (const [at, entry] of (entries ?? []).entries()) {
      const number = index * TILE_WIDTH + at
      if (!sameBytes(leafHash(entry), hashAt(tile, at))) {
        const detail = `Entry ${number} is not the one that the checkpoint stands for.`
        return breaks('entries', { detail, place: bundlePath(index), index: number })
      }
      const fault = broken.has('count') || broken.has('days') ? undefined : count.take(entry)
      if (fault) breaks(claimOf(fault.rule), faultOf(fault))
    }
  }

  async function readEntries(index: number): Promise<readonly Uint8Array[]> {
    const path = bundlePath(index)
    const name: TileName = { level: 'entries', index, width: TILE_WIDTH }
    const width = tileWidth({ ...name, size })
    let bytes = await files.fetch(path)
    if (bytes === 'absent' && width < TILE_WIDTH) bytes = await files.fetch(tilePath(name))
    if (bytes === 'absent')
      throw new ProofError('bad-bundle', 'The log does not serve a bundle of entries.', path)
    const entries = bundleAt(path, bytes)
    if (entries.length !== width && entries.length !== TILE_WIDTH) {
      throw new ProofError('bad-bundle', `A bundle has ${entries.length} entries instead of ${width}.`, path)
    }
    return entries.slice(0, width)
  }

  function bundlePath(index: number): string {
    return tilePath({ level: 'entries', index, width: tileWidth({ level: 'entries', index, size }) })
  }

  async function attempt<Found>(
    claim: Claim,
    act: () => Promise<Found>,
    number?: number,
  ): Promise<Found | undefined> {
    try {
      return await act()
    } catch (error) {
      broken.set(claim, { ...findingOf(claim, error), index: number })
      return undefined
    }
  }

  function breaks(claim: Claim, found: Omit<Finding, 'claim' | 'outcome'>): void {
    broken.set(claim, { claim, outcome: 'failed', ...found })
  }

  function findingFor(claim: (typeof CLAIMS)[number]): Finding {
    const found = broken.get(claim)
    if (found) return found
    const waitsFor = CLAIMS.filter((other) => WAITS_FOR[claim].includes(other) && broken.has(other))
    if (waitsFor.length > 0)
      return { claim, outcome: 'unchecked', detail: `It hangs on: ${waitsFor.join(', ')}.` }
    return { claim, outcome: 'proved', detail: details()[claim] }
  }

  function details(): Record<(typeof CLAIMS)[number], string> {
    return {
      tiles: `Each of the ${bundles} tiles of leaf hashes belongs under the checkpoint.`,
      entries: `Each of the ${size} entries is the one that its hash stands for.`,
      count: `Each of the ${size} entries keeps the rules of the count.`,
      days: `Each of ${count.days()} day leaves equals the sums up to it.`,
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

const AHEAD = 16

/** Bundles to ask for now: at first all of the window, later the one that enters it. */
function* comingUp(index: number, bundles: number): Generator<number> {
  const first = index === 0 ? 0 : index + AHEAD - 1
  for (let next = first; next < Math.min(index + AHEAD, bundles); next++) yield next
}

function bundleAt(path: string, bytes: Uint8Array): Uint8Array[] {
  try {
    return readBundle(bytes)
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    throw new ProofError(error.code, error.message, path)
  }
}

function claimOf(rule: Rule): Claim {
  return rule.startsWith('day-') ? 'days' : 'count'
}

function faultOf({ index, rule }: CountFault): Omit<Finding, 'claim' | 'outcome'> {
  return { detail: `Entry ${index} breaks the rule ${rule}.`, index }
}
