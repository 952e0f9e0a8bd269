// `npm test`: everything that can run here. One PostgreSQL for the whole run; test files in two
// processes at a time. Arguments name files to run alone: `npm test -- dist/src/register/*.test.js`.
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'

import { startTestServer } from '../test/template-db.ts'
const asked = process.argv.slice(2)
const files = asked.length > 0 ? asked : globSync(['dist/src/**/*.test.js', 'dist/test/**/*.test.js'])

if (!existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium')) {
  process.stderr.write('Chromium is not installed (Debian: apt install chromium): the journeys in a browser are skipped.\n')
}

await using server = await startTestServer()
process.exitCode = await new Promise<number>((resolve) => {
  const runner = spawn('node', ['--test', '--test-concurrency=2', '--test-timeout=300000', ...files.toSorted()], {
    stdio: 'inherit',
    env: { ...process.env, EXEUNT_TEST_SERVER: server.url },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal))
  runner.on('exit', (code) => resolve(code ?? 1))
})
