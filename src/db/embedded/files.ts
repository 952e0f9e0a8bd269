import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes a small file whole or not at all: it is on the disk, under its name, when this returns. */
export function writeDurably(path: string, text: string): void {
  const draft = `${path}.new-${randomHex()}`
  try {
    fs.writeFileSync(draft, text, { flag: 'wx', mode: 0o600, flush: true })
    renameDurably(draft, path)
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

export function renameDurably(from: string, to: string): void {
  fs.renameSync(from, to)
  syncDirectory(dirname(to))
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

/** Every path below a directory and itself, without following symbolic links. */
export function* walk(path: string): Generator<{ path: string; stat: fs.Stats }> {
  const stat = fs.lstatSync(path)
  yield { path, stat }
  if (stat.isDirectory()) for (const name of fs.readdirSync(path)) yield* walk(join(path, name))
}

export function readIfThere(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}

/** A name nobody else uses: not for secrets. */
export function randomHex(): string {
  return randomBytes(8).toString('hex')
}
