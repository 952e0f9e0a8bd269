// What a branch holds its desk to: the list that the site publishes, and the page that the desk hands out.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkDesk } from '../src/audit/check-desk.ts'
import { deskDigest, deskFile, integrityOf, readPublishedDesk, writePublishedDesk } from '../src/index.ts'
import { bytes } from './vectors.ts'

const CONTENTS = {
  'desk-0a1b.js': 'SAMPLE script\n',
  'icon-9f.svg': 'SAMPLE picture',
  'style-77.css': 'SAMPLE style',
}
const FILES = Object.entries(CONTENTS).map(([name, content]) => deskFile(name, bytes(content)))
const [SCRIPT, ICON, STYLE] = FILES.map(({ name, sha256 }) => ({ url: `/assets/${name}`, sha256 }))
if (!SCRIPT || !ICON || !STYLE) assert.fail()
const PUBLISHED = { files: FILES, digest: deskDigest(FILES), noted: [] }

test('the digest of a desk is what sha256sum makes of its files, on any machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-files-'))
  for (const [name, content] of Object.entries(CONTENTS)) writeFileSync(join(folder, name), content)
  const printed = execFileSync('sh', ['-c', 'sha256sum * | sha256sum'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  rmSync(folder, { recursive: true })
  assert.equal(`${deskDigest(FILES)}  -\n`, printed)
  assert.equal(deskDigest(FILES.toReversed()), deskDigest(FILES), 'in whatever order they are named')
})

test('a published list is read as it was written', () => {
  const noted = [{ digest: PUBLISHED.digest, day: '2026-11-28' }]
  assert.deepEqual(readPublishedDesk(bytes(writePublishedDesk({ ...PUBLISHED, noted }))), {
    ...PUBLISHED,
    noted,
  })
})

const BROKEN: readonly [string, (written: string) => string][] = [
  ['of another format', (written) => written.replace('exeunt-desk/v1', 'exeunt-desk/v2')],
  ['with the hash of another file', (written) => written.replace(SCRIPT.sha256, ICON.sha256)],
  ['with a file twice', (written) => written.replaceAll('icon-9f.svg', 'desk-0a1b.js')],
  [
    'with a path that leads elsewhere',
    (written) => written.replace('/assets/icon-9f.svg', '/assets/../icon'),
  ],
  ['that is none', () => 'SAMPLE'],
]
for (const [what, change] of BROKEN) {
  test(`a list ${what} is refused`, () => {
    assert.throws(() => readPublishedDesk(bytes(change(writePublishedDesk(PUBLISHED)))), {
      name: 'ProofError',
    })
  })
}

const PAGE = `<!DOCTYPE html><html><head><meta charset="utf-8"/><meta name="robots" content="noindex"/>
<link rel="icon" href="${ICON.url}"/>
<link rel="stylesheet" href="${STYLE.url}" integrity="${integrityOf(STYLE)}"/>
<script type="module" src="${SCRIPT.url}" integrity="${integrityOf(SCRIPT)}"></script></head><body></body></html>`

test('a desk that hands out what the site names, and nothing besides, has nothing found against it', async () => {
  assert.deepEqual(await resultsOf({}), [])
})

const FAULTS: readonly [string, Record<string, string | null>, readonly [string, string | RegExp][]][] = [
  ['has no page', { 'en/': null }, [['no-page', 'en/']]],
  ['hands out another script', { 'assets/desk-0a1b.js': 'another' }, [['changed', 'desk-0a1b.js']]],
  ['hands out another style', { 'assets/style-77.css': 'another' }, [['changed', 'style-77.css']]],
  ['has lost its script', { 'assets/desk-0a1b.js': null }, [['missing', 'desk-0a1b.js']]],
  [
    'does not pin its script',
    { 'en/': PAGE.replace(` integrity="${integrityOf(SCRIPT)}"`, '') },
    [['unpinned', 'desk-0a1b.js']],
  ],
  [
    'pins another script under the same name',
    { 'en/': PAGE.replace(integrityOf(SCRIPT), integrityOf(ICON)) },
    [['unpinned', 'desk-0a1b.js']],
  ],
  [
    'loads a second script',
    { 'en/': PAGE.replace('</head>', '<script src="/assets/more.js"></script></head>') },
    [['foreign', '/assets/more.js']],
  ],
  [
    'loads the same from elsewhere',
    { 'en/': PAGE.replace(SCRIPT.url, `https://elsewhere.example${SCRIPT.url}`) },
    [
      ['foreign', `https://elsewhere.example${SCRIPT.url}`],
      ['missing', 'desk-0a1b.js'],
    ],
  ],
  [
    'has a script between its tags',
    { 'en/': PAGE.replace('</body>', '<script>steal()</script></body>') },
    [['foreign', '<script>']],
  ],
  [
    'moves its addresses elsewhere',
    { 'en/': PAGE.replace('<head>', '<head><base href="https://elsewhere.example/">') },
    [['foreign', '<base href="https://elsewhere.example/">']],
  ],
  [
    'sends the browser on',
    { 'en/': PAGE.replace('<head>', '<head><meta http-equiv="refresh" content="0;url=https://e.example">') },
    [['foreign', '<meta http-equiv="refresh" content="0;url=https://e.example">']],
  ],
  [
    'has a script in an attribute',
    { 'en/': PAGE.replace('<body>', '<body onload="steal()">') },
    [['foreign', '<body onload="steal()">']],
  ],
]
for (const [what, change, found] of FAULTS) {
  test(`a desk that ${what} is found out`, async () => {
    const results = await resultsOf(change)
    assert.deepEqual(
      results.map((result) => [result.what, result.file]),
      found,
    )
  })
}

function resultsOf(change: Record<string, string | null>) {
  const files: Record<string, string | null> = { 'en/': PAGE }
  for (const [name, content] of Object.entries(CONTENTS)) files[`assets/${name}`] = content
  const served = { ...files, ...change }
  const fetch = (path: string) => Promise.resolve(readServed(served[path] ?? null))
  return checkDesk({ fetch }, PUBLISHED)
}

function readServed(content: string | null): Uint8Array | 'absent' {
  return content === null ? 'absent' : bytes(content)
}
