import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname } from 'node:path'

/** Writes a small file whole or not at all: it is on the disk, under its name, when this returns. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
  const draft = `${path}.new-${randomHex()}`
  try {
    fs.writeFileSync(draft, content, { flag: 'wx', mode, flush: true })
    renameDurably(draft, path)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

export function renameDurably(from: string, to: string): void {
  fs.renameSync(from, to)
  syncDirectory(dirname(to))
}

/** Makes a directory and those above it; their names are on the disk when this returns. */
export function makeDirectoryDurably(path: string, mode: number): void {
  const first = fs.mkdirSync(path, { recursive: true, mode })
  if (first === undefined) return
  const above = dirname(first)
  for (let made = path; made !== above; made = dirname(made)) syncDirectory(dirname(made))
}

/** Puts on the disk which names a directory holds. */
export function syncDirectory(path: string): void {
  const directory = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(directory)
  } finally {
    fs.closeSync(directory)
  }
}

/** A name nobody else uses: not for secrets. */
export function randomHex(): string {
  return randomBytes(8).toString('hex')
}
