// Loaded before each file of tests: the file gets a temporary directory of its own, and what works under it when the
// tests are over is named and ended. A test that fails half-way, or forgets, leaves nothing that keeps the run waiting.
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { patience } from '../../test/patience.ts'
import { directoryOf, noteProcessorTime } from './run-directory.ts'
import { described, endUnder, stillUnder } from './left-running.ts'

/** A browser that was closed takes a moment to go. */
const GRACE_MS = patience(1_000)

const [, file = ''] = process.argv
// A child may be given our flags; it is no file of tests.
if (/\.test\.[jt]s$/.test(file)) {
  const directory = directoryOf(file, tmpdir())
  fs.mkdirSync(directory, { recursive: true })
  // PostgreSQL runs under another account when root runs the tests, and has to get in.
  fs.chmodSync(directory, 0o711)
  process.env['TMPDIR'] = directory
  process.on('exit', () => {
    noteProcessorTime(file, dirname(directory))
    const left = stillUnder(directory, { graceMs: GRACE_MS })
    if (left.length === 0) return
    endUnder(directory)
    process.stderr.write(`${file} has left running, and it was ended:\n${described(left)}\n`)
    process.exitCode ||= 1
  })
}
