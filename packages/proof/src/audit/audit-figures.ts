import { sameBytes } from '../basics/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import type { Day } from './count.ts'
import { type AuditResult, resultOf } from './result.ts'
import { type PublishedFigures, figuresFrom, readPublishedFigures } from './published-figures.ts'
import { ProofError } from '../basics/proof-error.ts'
import { type TileReader, rootAt } from '../log/tile-reader.ts'
import type { Totals } from '../log/totals.ts'

/** The count at one size of the log. */
export interface CountAt {
  readonly totals: Totals
  readonly days: readonly Day[]
}

/** The size of the log that printed figures are of; undefined where they cannot be read. */
export function sizeOfFigures(printed: Uint8Array | undefined): number | undefined {
  try {
    return printed && readPublishedFigures(printed).size
  } catch {
    return undefined
  }
}

/**
 * Whether every figure that the site prints is what the entries add up to, at the checkpoint it names. `counted` is
 * undefined where the entries did not add up to anything.
 */
export async function auditFigures(claimed: {
  readonly printed: Uint8Array
  /** `in-between`: there the log has people whom it has not yet taken off the baseline, or not stated the door of. */
  readonly counted: CountAt | 'in-between' | undefined
  readonly checkpoint: Checkpoint
  readonly tiles: TileReader
}): Promise<AuditResult> {
  const { printed, counted, checkpoint, tiles } = claimed
  try {
    const published = readPublishedFigures(printed)
    const { size, root } = published
    if (size > checkpoint.size)
      return result('failed', `The figures are of ${size} entries; the checkpoint has ${checkpoint.size}.`)
    if (!sameBytes(await rootAt(size, tiles), root)) {
      return result('failed', `The figures are of another log of ${size} entries.`)
    }
    if (!counted) return result('unchecked', 'The entries did not add up to anything.')
    if (counted === 'in-between')
      return result('failed', `No log may end with ${size} entries, as the figures say that it did.`)
    return compared(published, figuresFrom(counted.totals, counted.days))
  } catch (error) {
    // What the tiles lack is said of the tiles.
    if (error instanceof ProofError && TILES.has(error.code))
      return result('unchecked', 'It hangs on: tiles.')
    return { ...resultOf('figures', error), place: FILE }
  }
}

const TILES: ReadonlySet<string> = new Set(['missing-tile', 'forged-tile', 'bad-tile'])

function compared(
  { figures, size, asOf }: PublishedFigures,
  known: ReadonlyMap<string, number>,
): AuditResult {
  for (const name of new Set([...figures.keys(), ...known.keys()])) {
    const [printed = 0, counted = 0] = [figures.get(name), known.get(name)]
    if (printed === counted) continue
    return result('failed', `The site prints ${printed} for ${name}; the entries come to ${counted}.`)
  }
  const detail = `Each figure that the site prints, as of ${asOf}, is what the first ${size} entries come to.`
  return result('proved', detail)
}

function result(outcome: AuditResult['outcome'], detail: string): AuditResult {
  return { claim: 'figures', outcome, detail, ...(outcome === 'failed' && { place: FILE }) }
}

const FILE = 'count.json'
