import { dirname, join } from 'node:path'
import { CliError } from './cli-input.ts'
import { type Fetcher, webFetcher } from './fetcher.ts'
import { folderFetcher } from './folder.ts'

/** Where a log is, and the site that it belongs to: figures and days lie beside it. */
export interface Place {
  readonly log: Fetcher
  readonly site: Fetcher
}

/** A site or its log, on the web or in a folder: whichever of the two has a checkpoint. */
export async function findPlace(target: string): Promise<Place> {
  for (const at of isAddress(target) ? addresses(target) : folders(target)) {
    if ((await at.log.fetch('checkpoint').catch(() => 'absent' as const)) !== 'absent') return at
  }
  throw new CliError(`There is no checkpoint at ${target}: name a site, its log, or a folder with the files.`)
}

function isAddress(target: string): boolean {
  return /^https?:\/\//.test(target)
}

function addresses(target: string): Place[] {
  const base = target.endsWith('/') ? target : `${target}/`
  const at = (log: string) => ({ log: webFetcher(log), site: webFetcher(new URL('..', log).href) })
  return [at(new URL('log/', base).href), at(base)]
}

function folders(target: string): Place[] {
  const at = (log: string) => ({ log: folderFetcher(log), site: folderFetcher(dirname(log)) })
  return [at(join(target, 'log')), at(join(target))]
}
