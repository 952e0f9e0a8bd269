import { dirname, join } from 'node:path'
import { CliError } from './input.ts'
import { type Fetcher, webFetcher } from '../log/fetcher.ts'
import { folderFetcher } from '../log/folder.ts'

/** Where a log is, and the site that it belongs to: figures and days lie beside it. */
export interface Place {
  readonly log: Fetcher
  readonly site: Fetcher
  /** Files of the site that were to be read before the checkpoint, by their paths. */
  readonly before: ReadonlyMap<string, Uint8Array>
  /** The log's checkpoint, as it was read once and for all. */
  readonly checkpoint: Uint8Array
}

type Found = Pick<Place, 'log' | 'site'>
const CHECKPOINT = 'checkpoint'

/**
 * A site or its log, on the web or in a folder: whichever of the two has a checkpoint. What is said of the log beside it is
 * read `before`: a site may be behind its log by some seconds, and never ahead of it.
 */
export async function findPlace(
  target: string,
  { before: paths = [] }: { before?: readonly string[] } = {},
): Promise<Place> {
  let unreadable: unknown
  for (const at of isAddress(target) ? addresses(target) : folders(target)) {
    const before = await readThose(paths, at.site)
    const checkpoint = await at.log.fetch(CHECKPOINT).catch((cause: unknown) => {
      unreadable = cause
      return 'absent' as const
    })
    if (checkpoint !== 'absent') return { ...at, before, log: holding(at.log, checkpoint), checkpoint }
  }
  if (unreadable !== undefined) throw new CliError(`${target} cannot be read: ${reasonOf(unreadable)}.`)
  throw new CliError(`There is no checkpoint at ${target}: name a site, its log, or a folder with the files.`)
}

async function readThose(paths: readonly string[], site: Fetcher): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const path of paths) {
    const file = await site.fetch(path).catch(() => 'absent' as const)
    if (file !== 'absent') files.set(path, file)
  }
  return files
}

/**
 * The log with the one checkpoint that was read of it. Whoever serves the log must not be asked for it twice, and
 * show one face to the question which log this is and another to the audit.
 */
function holding(log: Fetcher, checkpoint: Uint8Array): Fetcher {
  return { fetch: (path) => (path === CHECKPOINT ? Promise.resolve(checkpoint) : log.fetch(path)) }
}

/** What the network or the disk said. `fetch` hides it one error deeper. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'for no reason given'
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}

function isAddress(target: string): boolean {
  return /^https?:\/\//.test(target)
}

function addresses(target: string): Found[] {
  const base = target.endsWith('/') ? target : `${target}/`
  const at = (log: string) => ({ log: webFetcher(log), site: webFetcher(new URL('..', log).href) })
  return [at(new URL('log/', base).href), at(base)]
}

function folders(target: string): Found[] {
  const at = (log: string) => ({ log: folderFetcher(log), site: folderFetcher(dirname(log)) })
  return [at(join(target, 'log')), at(join(target))]
}
