// `npm test`: everything that can run here. Arguments name files to run alone:
// `npm test -- dist/src/register/*.test.js`. `--long` runs what takes too long for every day, and nothing else.
import { existsSync, globSync } from 'node:fs'
import { resolve } from 'node:path'
import { measureSlowness } from '../test/patience.ts'
import { startTestServer } from '../test/template-db.ts'
import { report } from './test/report.ts'
import { makeRunDirectory, takeAway } from './test/run-directory.ts'
import { runSuites, type Suite } from './test/suites.ts'

const PROOF = 'packages/proof/test/'
/** These measure how long somebody waits: they run alone, one after another. */
const ALONE = ['code-timing', 'database-away', 'slow-clients'].map(
  (name) => `dist/test/faults/${name}.test.js`,
)
const FAULTS = globSync('dist/test/faults/*.test.js').filter((file) => !ALONE.includes(file))
/** The longest first, so that no processor is idle while the last of them goes on. */
const SUITES: readonly Suite[] = [
  suite(
    [...FAULTS.toSorted(), ...found('dist/test/journeys/'), ...found('dist/test/'), ...found('dist/src/**/')],
    2,
  ),
  suite(found(PROOF), 2),
  suite(ALONE, 1),
]

const LONG = 'dist/test/long/'
const HOUR = 3_600_000

const isLong = process.argv.includes('--long')
const asked = isLong ? found(LONG) : process.argv.slice(2)
const missing = asked.filter((file) => !existsSync(file))
if (missing.length > 0) {
  process.stderr.write(`There is no ${missing.join(', no ')}.\n`)
  process.exit(1)
}
if (!existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium')) {
  process.stderr.write(
    'Chromium is not installed (Debian: apt install chromium): the journeys in a browser are skipped.\n',
  )
}

const directory = makeRunDirectory()
process.env['TMPDIR'] = directory
process.env['EXEUNT_TEST_SLOWNESS'] = measureSlowness().toFixed(2)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)))
}
process.exitCode = await runAll()
const left = takeAway(directory)
if (left !== '') {
  process.stderr.write(`Left running by the run, and ended:\n${left}\n`)
  process.exitCode ||= 1
}

/** One PostgreSQL for the whole run; each test gets a fresh copy of its migrated template. */
async function runAll(): Promise<number> {
  await using server = await startTestServer()
  process.env['EXEUNT_TEST_SERVER'] = server.url
  const suites =
    asked.length > 0
      ? [
          suite(
            asked.filter((one) => !isProof(one)),
            2,
          ),
          suite(asked.filter(isProof), 2),
        ]
      : SUITES
  const limits = isLong && { limits: { testMs: HOUR, fileMs: HOUR, runMs: HOUR } }
  return await report(runSuites(suites, { directory, stop: stop.signal, ...limits }), directory)
}

function found(folder: string): string[] {
  return globSync(`${folder}*.test.{js,ts}`).toSorted()
}

/** The verifier's tests run its sources. */
function suite(files: readonly string[], atOnce: number): Suite {
  return { files, atOnce, flags: files.every(isProof) ? ['--conditions=source'] : [] }
}

function isProof(file: string): boolean {
  return resolve(file).startsWith(resolve(PROOF))
}
