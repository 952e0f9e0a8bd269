// There is one order of modules. A module may enter only modules listed before it, and
// only by their public API (`#module`); a front's own folders are entered by relative path.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import { test } from 'node:test'

const FOUNDATIONS = [
  'basics',
  'parse',
  'i18n',
  'config',
  'db',
  'vault',
  'sockets',
  'signer',
  'issuer',
  'jobs',
  'audit',
  'staff',
  'approvals',
]
const MODULES = [
  'channels',
  'screening',
  'intake',
  'review',
  'oversight',
  'recovery',
  'register',
  'ledger',
  'certificates',
  'settling',
  'statistics',
  'publish',
]
const FRONTS = ['html', 'http', 'declaring', 'site', 'desk', 'witness']
/** What no module enters: what puts them together, and starts it. */
const ABOVE = ['commands', 'demo', 'processes', 'supervisor']
const ORDER = [...FOUNDATIONS, ...MODULES, ...FRONTS]
/** packages/proof: what is signed is written by the code that strangers verify it with. It knows no module. */
const VERIFIER = ['proof', 'proof-issuers']

const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g
/** Sleeping for a while, and limits in figures. */
const OWN_CLOCK = new RegExp(
  [
    /\bsetInterval\b|timers\/promises|waitForTimeout|pg_sleep\(0|performance\.now\(\) - \w+ <=? [\d_]/,
    /(?<![.\w])setTimeout\b|\.setTimeout\((?!patience\()/,
    /\bsetDefault(?:Navigation)?Timeout\((?!patience\()|\btimeout: (?!patience\()|AbortSignal\.timeout\((?!patience\()/,
  ]
    .map(({ source }) => source)
    .join('|'),
)
const API_EXPORTS = 20
const MOST_LINES = 400

test('every module stands in its order', () => {
  const found = globSync('src/*/').map((path) => path.replace(/^src\/|\/$/g, ''))
  deepEqual(found.toSorted(), [...ORDER, ...ABOVE].toSorted())
})

for (const [position, module] of ORDER.entries()) {
  test(`${module} enters only modules before it, by their public APIs`, () => {
    const earlier = new Set([...VERIFIER, ...ORDER.slice(0, position)])
    for (const file of sourcesOf(module)) {
      for (const target of importsOf(file)) {
        if (target.startsWith('#')) ok(earlier.has(moduleOf(target)), `${file} enters ${target}`)
        if (!target.startsWith('.')) continue
        const reached = normalize(`${dirname(file)}/${target}`)
        ok(
          reached.startsWith(`src/${module}/`) || isAllowed(file, reached),
          `${file} climbs out of its module: ${target}`,
        )
      }
    }
  })
}

test('no module of the middle floor knows HTTP or HTML', () => {
  for (const module of [...FOUNDATIONS, ...MODULES]) {
    deepEqual(globSync(`src/${module}/**/*.tsx`), [])
    for (const file of sourcesOf(module)) {
      for (const target of importsOf(file)) ok(!target.startsWith('hono'), `${file} imports ${target}`)
    }
  }
})

test('the environment is read by the settings alone', () => {
  for (const file of globSync('src/**/*.{ts,tsx}').filter((path) => !isTest(path))) {
    if (/^src\/(?:supervisor\/start|commands\/command)\.ts$/.test(file)) continue // to children, and to readConfig
    ok(!readFileSync(file, 'utf8').includes('process.env'), `${file} reads process.env`)
  }
})

test('a public API only re-exports, and from a few files', () => {
  for (const file of ORDER.flatMap((module) => globSync(`src/${module}/**/index.ts`))) {
    const api = readFileSync(file, 'utf8')
    const exports = api.match(/^export \{[^}]*\} from '[^']+'\n/gm) ?? []
    equal(exports.join(''), api, `${file} does something besides re-exporting`)
    ok(exports.length <= API_EXPORTS, `${file} re-exports from ${exports.length} files`)
  }
})

test('files stay small enough to be read at a sitting', () => {
  const sizes = globSync('{src,tools,test}/**/*.{ts,tsx}')
    .filter((file) => !/(?:schema|messages)\.ts$/.test(file) || file.startsWith('tools/'))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
  deepEqual(sizes, [])
})

test('no test waits by a clock of its own: every limit knows how slow the machine is', () => {
  const tests = globSync(['{src,test}/**/*.ts', 'packages/proof/test/**/*.ts']).filter(
    (file) => isTest(file) || (!file.startsWith('src/') && !file.startsWith('test/bench/')),
  )
  ok(tests.length > 100)
  for (const file of tests.filter((path) => !/^test\/(?:patience|architecture\.test)\.ts$/.test(path))) {
    const [found] = OWN_CLOCK.exec(readFileSync(file, 'utf8')) ?? []
    ok(
      !found,
      `${file}: "${found}": patience(), elapse(), again() and within() of test/patience.ts, or becomes()`,
    )
  }
})

/** `#ledger/fsck` is a part of the ledger with a public API of its own, for those who need that part and no other. */
function moduleOf(target: string): string {
  return target.slice(1).split('/')[0] ?? ''
}

function sourcesOf(module: string): string[] {
  return globSync(`src/${module}/**/*.{ts,tsx}`).filter((file) => !isTest(file))
}

function isTest(file: string): boolean {
  return /(?:\.test\.tsx?|\/test-[\w-]+\.ts)$/.test(file)
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, target = '']) => target)
}

/** What says so in its first line is entered by path, where a browser has to be able to follow: by scripts, and by its like. */
function runsInABrowser(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith('// Also runs in a browser.')
}

/**
 * Scripts of both fronts find their way on a page by the same few functions; and the reviewer's browser runs the
 * vault's own record format, which both ends share, shares out the recovery key, and signs what vouches for a passkey.
 */
function isAllowed(file: string, reached: string): boolean {
  if ((file.includes('/browser/') || runsInABrowser(file)) && runsInABrowser(reached)) return true
  if (
    /^src\/(?:desk|site)\/(?:.*\/)?browser\//.test(file) &&
    /^src\/html\/browser\/(?:page|alone)\.ts$/.test(reached)
  )
    return true
  return (
    /^src\/desk\/[\w-]+\/browser\//.test(file) &&
    /^src\/(?:vault\/(?:record|shares)|channels\/text|staff\/vouch)\.ts$/.test(reached)
  )
}

/** What makes a day or a week of something, or writes one for people. */
const MAKES_DAYS =
  /\btoISOString\(\)\s*\.(?:slice|split|substring)|\.[gs]etUTC\w+\(|\.get(?:Date|Day|Month|FullYear)\(\)|\bDate\.UTC\(|\bIntl\.DateTimeFormat\b|\btoLocale(?:Date|Time)String\(|`\$\{\w+\}T\d\d:/
const MAY_MAKE_DAYS = [
  'src/basics/calendar.ts',
  'src/i18n/days.ts',
  'src/config/config.ts', // whether a zone is one
]

test('one file makes days and weeks, and one writes them for people', () => {
  for (const file of globSync('src/**/*.{ts,tsx}').filter((path) => !isTest(path))) {
    if (MAY_MAKE_DAYS.includes(file)) continue
    const found = MAKES_DAYS.exec(readFileSync(file, 'utf8'))
    equal(found?.[0], undefined, `${file} makes days of its own`)
  }
  for (const file of MAY_MAKE_DAYS) ok(MAKES_DAYS.test(readFileSync(file, 'utf8')), `${file} makes none`)
})

/** What no list of the vault names opens nowhere. */
const NAMES_A_RECORD = /\bfield: '[\w-]+',\s*version\b|\bversion: 1\b/

test('records are named by the one list of the vault', () => {
  for (const file of globSync('src/**/*.{ts,tsx}').filter((path) => !isTest(path)))
    ok(!NAMES_A_RECORD.test(readFileSync(file, 'utf8')), `${file} names a record of its own: labelOf()`)
})

/** `channel === 'web'`, in TypeScript and in SQL. */
const ASKS_WHICH_DOOR = /\bchannel\b\s*(?:[!=]==?|<>|=|in)\s*\(?\s*'/

test('nothing asks which channel something came by: the registry of doors says what matters of it', () => {
  const files = globSync(['src/**/*.{ts,tsx}', 'db/**/*.sql']).filter((path) => !isTest(path))
  ok(files.length > 500)
  for (const file of files)
    equal(ASKS_WHICH_DOOR.exec(readFileSync(file, 'utf8'))?.[0], undefined, `${file} asks for a door`)
})
