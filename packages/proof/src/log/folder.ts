// Node.js only: `@exeunt/proof/folder`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fetcher } from './fetcher.ts'

/** A log as a folder of files: a mirror, a backup, an unpacked archive. */
export function folderFetcher(folder: string): Fetcher {
  return {
    async fetch(path) {
      try {
        return new Uint8Array(await readFile(join(folder, path)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return 'absent'
        throw error
      }
    },
  }
}

const ABSENT = new Set<unknown>(['ENOENT', 'ENOTDIR'])
