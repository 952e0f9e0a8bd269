import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { makeDirectoryDurably, randomHex, syncDirectory } from '#basics'
import { type Fetcher } from '#proof'

/** The files that the world may fetch, below one directory. Names are paths as in addresses: `log/checkpoint`. */
export interface PublicFolder {
  /** Write files whole or not at all: all of them are on the disk, under their names, when this returns. */
  put(files: ReadonlyMap<string, Uint8Array>): void
  /** The same for many: they go to the disk together, where one after the other each would wait for it by itself. */
  putMany(files: ReadonlyMap<string, Uint8Array>): Promise<void>
  get(path: string): Uint8Array | undefined
  /**
   * Remove what a writer of this file who was killed left beside it: it may have a name that has to go. The caller holds
   * what keeps others from writing the file meanwhile.
   */
  sweep(path: string): void
}

/**
 * Everybody may read what is published, whichever account serves it. Two accounts may write below one directory,
 * where their umask lets them.
 */
const FILE_MODE = 0o644
const DIRECTORY_MODE = 0o775

/**
 * The folder on the disk. Contents first, then names, then the directories that hold the names: after a crash
 * a name stands for a whole file or for what it stood for before.
 */
export function publicFolder(root: string): PublicFolder {
  const made = new Set<string>()
  return { put, putMany, get, sweep }

  function put(files: ReadonlyMap<string, Uint8Array>): void {
    const drafts = [...files].map(draftOf)
    try {
      for (const { draft, content } of drafts)
        fs.writeFileSync(draft, content, { flag: 'wx', mode: FILE_MODE, flush: true })
      giveNames(drafts)
    } finally {
      removeDrafts(drafts)
    }
  }

  async function putMany(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const drafts = [...files].map(draftOf)
    try {
      for (let at = 0; at < drafts.length; at += TOGETHER)
        await writeTogether(drafts.slice(at, at + TOGETHER))
      giveNames(drafts)
    } finally {
      removeDrafts(drafts)
    }
  }

  function draftOf([name, content]: readonly [string, Uint8Array]): Draft {
    const path = join(root, name)
    makeOnce(dirname(path))
    return { draft: `${path}.new-${randomHex()}`, path, content }
  }

  function get(name: string): Uint8Array | undefined {
    try {
      return fs.readFileSync(join(root, name))
    } catch (error) {
      if (error instanceof Error && 'code' in error && ABSENT.has(error.code)) return undefined
      throw error
    }
  }

  function sweep(name: string): void {
    const path = join(root, name)
    for (const draft of fs.globSync(`${path}.new-*`)) fs.rmSync(draft, { force: true })
  }

  function makeOnce(directory: string): void {
    if (made.has(directory)) return
    makeDirectoryDurably(directory, DIRECTORY_MODE)
    made.add(directory)
  }
}

interface Draft {
  readonly draft: string
  readonly path: string
  readonly content: Uint8Array
}

/** As many files as are open at once. */
const TOGETHER = 64
const sync = promisify(fs.fsync)

/** Each is written, and then all are waited for: a disk that is asked for many at once has them sooner. */
async function writeTogether(drafts: readonly Draft[]): Promise<void> {
  const opened: number[] = []
  try {
    for (const { draft, content } of drafts) {
      const file = fs.openSync(draft, 'wx', FILE_MODE)
      opened.push(file)
      fs.writeFileSync(file, content)
    }
    // All are waited for before any is closed, whichever fails first.
    const synced = await Promise.allSettled(opened.map((file) => sync(file)))
    const failed = synced.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  } finally {
    for (const file of opened) fs.closeSync(file)
  }
}

/** Their contents are on the disk: from here on they are there under their names. */
function giveNames(drafts: readonly Draft[]): void {
  for (const { draft, path } of drafts) fs.renameSync(draft, path)
  for (const directory of new Set(drafts.map(({ path }) => dirname(path)))) syncDirectory(directory)
}

function removeDrafts(drafts: readonly Draft[]): void {
  for (const { draft } of drafts) fs.rmSync(draft, { force: true })
}

/** The folder's log, as verifiers read logs; `overlay` has files that are not written yet. */
export function logFetcher(folder: PublicFolder, overlay?: ReadonlyMap<string, Uint8Array>): Fetcher {
  return {
    async fetch(path) {
      return overlay?.get(path) ?? folder.get(`${LOG}/${path}`) ?? 'absent'
    },
  }
}

/** Where the log's files lie in the folder, and at the site. */
export const LOG = 'log'

const ABSENT = new Set<unknown>(['ENOENT', 'ENOTDIR'])
