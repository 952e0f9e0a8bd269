// What the documents say of the code: that it is there.
import { deepEqual, ok } from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const DOCUMENTS = globSync(['*.md', '{docs,src,packages}/**/*.md']).filter(
  (path) => !path.includes('node_modules'),
)

const SOURCES = globSync([
  '{src,test,tools}/**/*.{ts,tsx,mts,mjs,css,md}',
  'packages/**/*.{ts,md}',
  'db/**/*.sql',
]).filter((path) => !path.includes('node_modules'))

test('every link of a document leads to a file that is there', () => {
  ok(DOCUMENTS.length > 50)
  const broken = DOCUMENTS.flatMap((document) =>
    matchesIn(withoutCode(read(document)), /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)
      .filter((target) => !existsSync(join(dirname(document), target)))
      .map((target) => `${document}: ${target}`),
  )
  deepEqual(broken, [])
})

test('every setting that is read stands in the table of settings, and every one of the table is read', () => {
  const sources = globSync('src/config/*.ts').filter((path) => !path.endsWith('.test.ts'))
  const isRead = new Set(
    sources.flatMap((path) => matchesIn(read(path), /['"`](EXEUNT_[A-Z_]*[A-Z]|DATABASE_URL)\b/g)),
  )
  const told = new Set(matchesIn(read('docs/settings.md'), /`(EXEUNT_[A-Z_]*[A-Z]|DATABASE_URL)\b/g))
  ok(isRead.size > 15)
  // A name of the centre in one language: there are as many as languages.
  const isOne = (name: string) => !name.startsWith('EXEUNT_CENTRE_NAME_')
  deepEqual([...isRead].filter(isOne).toSorted(), [...told].filter(isOne).toSorted())
})

test('every command stands in the table of commands', () => {
  const told = matchesIn(read('docs/operating.md'), /^\| (`.+`) \|/gm).flatMap((row) =>
    matchesIn(row, /`([a-z]+)`/g),
  )
  const [, table = ''] = /const COMMANDS[^{]*\{\n([^]*?)\n\}/.exec(read('src/main.ts')) ?? []
  const commands = matchesIn(table, /^ {2}(\w+)(?:,|:)/gm)
  ok(commands.length > 10)
  deepEqual(commands.toSorted(), told.toSorted())
})

test('every invariant that code cites is stated by that name in ARCHITECTURE.md', () => {
  const [, section = ''] = /\n## Invariants\n([^]*?)\n## /.exec(read('ARCHITECTURE.md')) ?? []
  const stated = matchesIn(section, /^- \*\*(.+?)\.\*\* /gm)
  ok(stated.length >= 15)
  const cited = SOURCES.flatMap((path) =>
    matchesIn(read(path), /\(invariant: ([A-Z][^)]+)\)/g).map((name) => ({
      path,
      name: name.replaceAll(/\s*\n[\s*/-]*/g, ' '),
    })),
  )
  deepEqual(
    cited.filter(({ name }) => !stated.includes(name)),
    [],
  )
  const uncited = stated.filter((one) => !cited.some(({ name }) => name === one))
  deepEqual(uncited, [], 'each is cited where it is kept')
  for (const path of SOURCES)
    ok(!/\binvariants? \d/i.test(read(path)), `${path} cites an invariant by a number`)
})

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '')
}

function matchesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}
