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

/**
 * Notes what a file's process and the children it has waited for took of a processor: on a busy machine the clock says
 * little about a test. Its database is the run's, and not in it.
 */
export function noteProcessorTime(file: string, runDirectory: string): void {
  const stat = fs.existsSync('/proc/self/stat') ? fs.readFileSync('/proc/self/stat', 'utf8') : ''
  // proc(5): utime, stime, cutime and cstime are the fields 14 to 17, in hundredths of a second.
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
  const seconds = ticks.reduce((sum, field) => sum + Number(field), 0) / 100
  fs.writeFileSync(`${directoryOf(file, runDirectory)}.seconds`, String(seconds))
}

/** In seconds; undefined of a file that did not come to its end. */
export function processorTimeOf(file: string, runDirectory: string): number | undefined {
  const noted = `${directoryOf(file, runDirectory)}.seconds`
  return fs.existsSync(noted) ? Number(fs.readFileSync(noted, 'utf8')) : undefined
}

/** Ends whatever works under it, and takes it away. Returns who had to be ended, as text, or nothing. */
export function takeAway(directory: string): string {
  const left = endUnder(directory)
  fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  return described(left)
}
