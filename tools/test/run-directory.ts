import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { described, endUnder } from './left-running.ts'

/** Where everything lies that a run makes. Short: sockets lie below it, whose paths hold 107 bytes. */
export function makeRunDirectory(): string {
  const directory = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'exeunt-t-'))
  // PostgreSQL runs under another account when root runs the tests, and has to get in.
  fs.chmodSync(directory, 0o711)
  return directory
}

/** Where a file of tests makes its own. */
export function directoryOf(file: string, runDirectory: string): string {
  const name = basename(file).replace(/\.test\.[jt]s$/, '')
  return join(runDirectory, `${basename(dirname(resolve(file)))}-${name}`)
}

/** Ends whatever works under it, and takes it away. Returns who had to be ended, as text, or nothing. */
export function takeAway(directory: string): string {
  const left = endUnder(directory)
  fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  return described(left)
}
