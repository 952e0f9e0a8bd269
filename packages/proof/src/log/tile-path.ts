import { ProofError } from '../basics/proof-error.ts'
import { isSize, readSize, shiftRight } from './size.ts'

/** Hashes or entries in a full tile or bundle. */
export const TILE_WIDTH = 256

/** Levels of the tree that one level of tiles spans. */
export const TILE_HEIGHT = 8

/** A tile of hashes at a level, or a bundle of entries; `width` says how many of the 256 it holds. */
export interface TileName {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

/** Where a log serves it (tlog-tiles), relative to its prefix. 1234067 becomes `x001/x234/067`. */
export function tilePath({ level, index, width }: TileName): string {
  if (!isSize(index) || !isWidth(width) || !(level === 'entries' || isLevel(level))) throw broken()
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Reads what `tilePath` writes and nothing else. Throws `bad-path`. */
export function readTilePath(path: string): TileName {
  const [, level = '', groups = '', width] = PATH.exec(path) ?? []
  if (groups === '') throw broken()
  const tile: TileName = {
    level: level === 'entries' ? level : numberIn(level),
    index: numberIn(groups.replaceAll(/[x/]/g, '').replace(/^0+(?=\d)/, '')),
    width: width === undefined ? TILE_WIDTH : numberIn(width),
  }
  // Catches what the pattern lets through: `x000/001`, `.p/256`, level 64.
  if (tilePath(tile) !== path) throw broken()
  return tile
}

/** How many hashes or entries the log of `size` leaves has in this tile: 0 to 256. */
export function tileWidth({
  level,
  index,
  size,
}: Omit<TileName, 'width'> & { readonly size: number }): number {
  const hashes = level === 'entries' ? size : shiftRight(size, TILE_HEIGHT * level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/**
 * The hash tiles that a log must write when it grows (tlog-tiles): every full one that it did not have, and at
 * each level that changed the partial one at the edge. Bundles of entries are those of level 0.
 */
export function* newTiles(
  oldSize: number,
  newSize: number,
): Generator<TileName & { readonly level: number }> {
  for (let level = 0; shiftRight(newSize, TILE_HEIGHT * level) > 0; level++) {
    const before = shiftRight(oldSize, TILE_HEIGHT * level)
    const now = shiftRight(newSize, TILE_HEIGHT * level)
    if (before === now) continue
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index++) {
      yield { level, index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) }
    }
  }
}

const PATH = /^tile\/(0|[1-9][0-9]?|entries)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/
const LEVELS = 64

function isLevel(level: number): boolean {
  return isSize(level) && level < LEVELS
}

function isWidth(width: number): boolean {
  return isSize(width) && width >= 1 && width <= TILE_WIDTH
}

function numberIn(digits: string): number {
  try {
    return readSize(digits)
  } catch {
    throw broken()
  }
}

function broken(): ProofError {
  return new ProofError('bad-path', 'This is not the path of a tile.')
}
