// `npm run check`: everything that must hold before a commit, quickest first. `--fast` leaves the
// tests out. Stops at the first step that fails, and says which.
import { spawnSync } from 'node:child_process'
import { startTestServer, TEMPLATE } from '../test/template-db.ts'

const STEPS: readonly (readonly [string, string])[] = [
  ['format', 'oxfmt --check'],
  ['lint', 'oxlint --type-aware'],
  ['types', 'tsc -p tsconfig.json --noEmit'],
  ['types of the desk in the browser', 'tsc -p src/desk/tsconfig.json'],
  ['types of the site in the browser', 'tsc -p src/site/tsconfig.browser.json'],
  ['types of the verifier', 'tsc -p packages/proof/test'],
  ['catalogues', 'node tools/messages.ts --check'],
  ['expressions', 'node tools/expressions.ts'],
  ['nothing unused', 'knip --no-progress'],
  [
    'the order of modules, and what documents say of them',
    'node --test --test-reporter=dot dist/test/architecture.test.js dist/test/documents.test.js',
  ],
]

for (const [name, command] of STEPS) step(name, command)
await checkSchema()
if (!process.argv.includes('--fast')) step('tests', 'node tools/test.ts')

async function checkSchema(): Promise<void> {
  await using server = await startTestServer()
  const url = new URL(server.url)
  url.pathname = `/${TEMPLATE}`
  step('schema', 'node tools/schema.ts --check', { DATABASE_URL: url.href })
}

function step(name: string, command: string, env: Record<string, string> = {}): void {
  const startedAt = performance.now()
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) {
    process.stderr.write(`check: ${name} failed: ${command}\n`)
    process.exit(1)
  }
  process.stderr.write(`check: ${name} ok (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)\n`)
}
