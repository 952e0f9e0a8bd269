// What each process loads, by the files that were built: a start reads its own, and nothing of another's.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHECKOUT } from '#basics'
import { placeInOurCode } from '../src/basics/place.ts'

interface Built {
  readonly entryPoint?: string
  readonly imports: readonly { readonly path: string; readonly kind: string }[]
  readonly inputs: Record<string, { readonly bytesInOutput: number }>
}

const PROGRAM = 'dist/program'
const files = JSON.parse(readFileSync(`${PROGRAM}/contents.json`, 'utf8')) as Record<string, Built>

/** HTTP and pages, whoever they are for. */
const FRONTS = ['src/http', 'src/html', 'src/site', 'src/desk', 'src/witness', 'hono', '@hono/node-server']
/** What only a command or the supervisor does. */
const ABOVE = ['src/supervisor', 'src/demo', 'src/recovery']
const PASSKEYS = ['@simplewebauthn/server', '@peculiar/x509']
const QUEUE = ['graphile-worker']
/** What signs certificates, and sets them. */
const ISSUING = ['src/certificates/issuing', 'src/issuer/keys', 'src/issuer/paper']
const CHECKS = ['src/ledger/fsck']

/** What a process has no business with: modules and packages that none of the files it starts with has in it. */
const NOTHING_OF: Record<string, readonly string[]> = {
  site: [...ABOVE, ...PASSKEYS, ...QUEUE, ...ISSUING, ...CHECKS, 'src/desk', 'src/witness', 'src/oversight'],
  desk: [...ABOVE, ...QUEUE, ...ISSUING, ...CHECKS, 'src/site', 'src/witness'],
  worker: [...ABOVE, ...CHECKS, ...PASSKEYS, ...FRONTS, 'src/certificates', 'src/issuer'],
  ledger: [
    ...ABOVE,
    ...CHECKS,
    ...PASSKEYS,
    ...QUEUE,
    ...FRONTS,
    'src/certificates',
    'src/issuer',
    'src/publish',
  ],
  signer: [
    ...ABOVE,
    ...PASSKEYS,
    ...QUEUE,
    ...FRONTS,
    'src/db',
    'src/vault',
    'src/staff',
    'src/ledger',
    'pg',
    'kysely',
  ],
  issuer: [...ABOVE, ...CHECKS, ...QUEUE, ...FRONTS, 'src/publish', 'src/statistics'],
}

for (const [name, never] of Object.entries(NOTHING_OF)) {
  test(`the ${name} loads what it needs, and nothing of what is not its business`, () => {
    const loaded = loadedBy('src/main.ts', `src/processes/${name}.ts`)
    ok(loaded.has('src/basics/logger.ts'))
    ok(loaded.has(`src/processes/${name}.ts`))
    const found = [...loaded].filter((path) => never.some((part) => isPartOf(path, part)))
    deepEqual(found, [])
  })
}

test('whatever is loaded on demand can be loaded', () => {
  const onDemand = Object.values(files).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === 'dynamic-import'),
  )
  const paths = [...new Set(onDemand.map(({ path }) => path))].filter((path) => path in files)
  ok(paths.length > 10)
  const script = `await Promise.all(${JSON.stringify(paths)}.map((path) => import(process.cwd() + '/' + path)))`
  execFileSync(process.execPath, ['--input-type=module', '-e', script])
})

test('every part that a process is kept from is there, for somebody else', () => {
  const all = new Set(Object.values(files).flatMap(({ inputs }) => Object.keys(inputs)))
  for (const part of new Set(Object.values(NOTHING_OF).flat()))
    ok(
      [...all].some((path) => isPartOf(path, part)),
      `${part} is nowhere`,
    )
})

test('what fails in the program is told by its place in the sources', () => {
  const line = lineOf(`${PROGRAM}/main.js`, 'function complain(')
  const frame = `Error: SAMPLE /elsewhere/dist/main.js:1:1\n    at complain (${new URL(`${PROGRAM}/main.js`, CHECKOUT).href}:${line}:3)`
  const error = Object.assign(new Error('SAMPLE'), { stack: frame })
  equal(placeInOurCode(error), `src/main.ts:${lineOf('src/main.ts', 'function complain(')}`)
  equal(placeInOurCode(Object.assign(new Error('SAMPLE'), { stack: 'Error: /etc/passwd.js:1:1' })), null)
})

/** Every source that is in what Node loads with these, without asking for more. */
function loadedBy(...entries: string[]): Set<string> {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { path, kind } of files[file]?.imports ?? [])
      if (kind === 'import-statement' && files[path]) visit(path)
  }
  for (const [file, { entryPoint }] of Object.entries(files))
    if (entryPoint !== undefined && entries.includes(entryPoint)) visit(file)
  const inputs = [...seen].flatMap((file) => Object.entries(files[file]?.inputs ?? {}))
  return new Set(inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])))
}

function isPartOf(path: string, part: string): boolean {
  return part.startsWith('src/') ? path.startsWith(`${part}/`) : path.includes(`node_modules/${part}/`)
}

function lineOf(file: string, text: string): number {
  return (
    readFileSync(join(file), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  )
}
