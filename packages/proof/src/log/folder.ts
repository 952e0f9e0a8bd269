// Node.js only: `@exeunt/proof/folder`.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Fetcher, mostBytesOf } from './fetcher.ts'

/**
 * A log as a folder of files: a mirror, a backup, an unpacked archive. It is read without waiting: a disk answers
 * sooner than a thread that is asked to read it, and a log is some thousands of small files.
 */
export function folderFetcher(folder: string): Fetcher {
  return {
    async fetch(path) {
      try {
        return readFile(join(folder, path), mostBytesOf(path))
      } catch (error) {
        if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return 'absent'
        throw error
      }
    },
  }
}

const ABSENT = new Set<unknown>(['ENOENT', 'ENOTDIR'])

/** Throws at what is no file, or has no end. */
function readFile(path: string, mostBytes: number): Uint8Array {
  const found = statSync(path)
  if (!found.isFile() || found.size > mostBytes)
    throw new Error(`${path}: no file of ${mostBytes} bytes at most`)
  const { buffer, byteOffset, byteLength } = readFileSync(path)
  // A plain array, as from the web.
  return new Uint8Array(buffer, byteOffset, byteLength)
}
