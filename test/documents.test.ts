// What the documents say of the code: that it is there.
import { deepEqual, ok } from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const DOCUMENTS = globSync(['*.md', '{docs,src,packages}/**/*.md']).filter((path) => !path.includes('node_modules'))
const SOURCES = globSync(['{src,test,tools}/**/*.{ts,tsx,mts,mjs,css}', 'packages/**/*.ts', 'db/**/*.sql']).filter(
  (path) => !path.includes('node_modules'),
)

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
  const isRead = new Set(sources.flatMap((path) => matchesIn(read(path), /['"](EXEUNT_[A-Z_]+|DATABASE_URL)['"]/g)))
  const told = new Set(matchesIn(read('docs/settings.md'), /`(EXEUNT_[A-Z_]+|DATABASE_URL)`/g))
  ok(isRead.size > 15)
  deepEqual([...isRead].filter((name) => !told.has(name)), [])
  deepEqual([...told].filter((name) => !isRead.has(name) && !/_NAME_/.test(name)), [])
})

test('every command stands in the table of commands', () => {
  const told = matchesIn(read('docs/operating.md'), /^\| (`.+`) \|/gm).flatMap((row) => matchesIn(row, /`([a-z]+)`/g))
  const commands = globSync('src/commands/*.ts').flatMap((path) => matchesIn(read(path), /^ {2}name: '([a-z]+)',$/gm))
  ok(commands.length > 10)
  deepEqual(commands.filter((name) => !told.includes(name)), [])
})

test('every invariant that code cites is stated by that name in ARCHITECTURE.md', () => {
  const [, section = ''] = /\n## Invariants\n([^]*?)\n## /.exec(read('ARCHITECTURE.md')) ?? []
  const stated = matchesIn(section, /^- \*\*(.+?)\.\*\* /gm)
  ok(stated.length >= 15)
  const cited = SOURCES.flatMap((path) =>
    matchesIn(read(path), /\(invariant: ([^)]+)\)/g).map((name) => ({ path, name: name.replaceAll(/\s*\n[\s*/-]*/g, ' ') })),
  )
  ok(cited.length > 10)
  deepEqual(cited.filter(({ name }) => !stated.includes(name)), [])
  for (const path of SOURCES) ok(!/\binvariants? \d/i.test(read(path)), `${path} cites an invariant by a number`)
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
