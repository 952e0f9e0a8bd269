// `npm test`: everything that can run here. Arguments name files to run alone:
// `npm test -- dist/src/register/*.test.js`.
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { startTestServer } from '../test/template-db.ts'

interface Suite {
  readonly files: readonly string[]
  readonly atOnce: number
  readonly flags: readonly string[]
}

/** The faults measure deadlines and load the machine themselves: they run alone, one after another. */
const SUITES: readonly Suite[] = [
  {
    files: globSync(['dist/src/**/*.test.js', 'dist/test/*.test.js', 'dist/test/journeys/*.test.js']),
    atOnce: 2,
    flags: [],
  },
  { files: globSync('packages/proof/test/*.test.ts'), atOnce: 2, flags: ['--conditions=source'] },
  { files: globSync('dist/test/faults/*.test.js'), atOnce: 1, flags: [] },
]

const TIMEOUT_MS = 600_000

if (!existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium')) {
  process.stderr.write(
    'Chromium is not installed (Debian: apt install chromium): the journeys in a browser are skipped.\n',
  )
}

const asked = process.argv.slice(2)
// One PostgreSQL for the whole run; each test gets a fresh copy of its migrated template.
await using server = await startTestServer()
for (const suite of asked.length > 0 ? [{ files: asked, atOnce: 2, flags: [] }] : SUITES) {
  process.exitCode ||= await run(suite)
}

function run({ files, atOnce, flags }: Suite): Promise<number> {
  const args = [...flags, '--test', `--test-concurrency=${atOnce}`, `--test-timeout=${TIMEOUT_MS}`]
  const runner = spawn('node', [...args, ...files.toSorted()], {
    stdio: 'inherit',
    env: { ...process.env, EXEUNT_TEST_SERVER: server.url },
  })
  const pass = (signal: NodeJS.Signals) => runner.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, pass)
  return new Promise((resolve) => {
    runner.on('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, pass)
      resolve(code ?? 1)
    })
  })
}
