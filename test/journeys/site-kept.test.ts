// Pages that are made once for everybody: kept or made anew they are the same, and what is hidden is on none of them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type KyselyPlugin, sql } from 'kysely'
import { type Database, transaction } from '#db'
import { listen } from '#http'
import { languagesCovering } from '#i18n'
import { eraseEntry } from '#ledger'
import { siteApp, type SiteDeps } from '#site'
import { readFigures } from '#statistics'
import { accept } from '../approved.ts'
import { becomes } from '../faults/becomes.ts'
import { ask } from '../faults/visitor.ts'
import { enterAccepted, workRound } from '../installation/worker.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { crowd, declare, versionOf } from '../people.ts'

/** Each test's own: what another one has published is on the same pages. */
let name = ''
let other = ''
let nth = 0
beforeEach(() => {
  nth += 1
  name = `SAMPLE Unmistakable ${nth}`
  other = `SAMPLE Otherwise ${nth}`
})
const ENTRIES = 30

/** What stands in each language, and needs nothing to be sent. */
const PAGES = [
  '',
  'declare',
  'return',
  'certificate',
  'look-up',
  'register',
  'register?before=9',
  'register/7',
  'counting',
  'ledger',
  'safety',
  'branches',
  'about',
]

let installation: TestInstallation
before(async () => {
  installation = await openTestInstallation()
  await crowd(installation.database, { entries: ENTRIES, each: 3 })
  await work()
})
after(() => installation[Symbol.asyncDispose]())

test('kept, made anew, or found by another address, an answer is the same, byte for byte, in every language and encoding', async () => {
  // A clock that stands still: an entry says as of when it is, to the minute.
  const now = installation.deps.clock()
  const deps = { ...installation.deps, clock: () => now }
  const app = siteApp(deps)
  const anew = siteApp(deps)
  await using server = await listen(app, { port: 0, hostname: '127.0.0.1', refusal: '' })
  const paths = [
    '/',
    '/count.json',
    '/desk.json',
    '/v',
    '/exeunt-verify.mjs',
    ...languagesCovering('site').map((language) => `/v/${language}.html`),
    ...languagesCovering('site').flatMap((language) => PAGES.map((page) => `/${language}/${page}`)),
  ]
  for (const path of paths)
    for (const accepted of ['', 'gzip', 'br', 'zstd']) {
      const asked = { headers: { 'Accept-Encoding': accepted } }
      const first = await seen(app.request(path, asked))
      assert.equal(first.status, 200, path)
      const another = path.includes('?') ? `${path}&x=1` : `${path}?x=1`
      for (const same of [app.request(path, asked), app.request(another, asked), anew.request(path, asked)])
        assert.deepEqual(await seen(same), first, `${path} ${accepted}`)
      const head = await seen(app.request(path, { ...asked, method: 'HEAD' }))
      assert.deepEqual(head, { ...first, text: '' }, `HEAD ${path}`)
      // Before the router, as the site is served.
      const { port } = server
      const found = await ask(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': accepted } })
      const { date: _, connection: __, 'keep-alive': ___, ...headers } = found.headers
      assert.deepEqual({ status: found.status, headers }, { status: 200, headers: first.headers }, path)
    }
})

test('no mirror may hand out a form twice, and of a page it asks each time whether that is still the one', async () => {
  const { app } = installation
  for (const path of ['/en/', '/en/register', '/en/register/7', '/zh-hans/ledger', '/v']) {
    const { headers } = await app.request(path)
    assert.deepEqual(
      [headers.get('cache-control'), headers.get('cdn-cache-control')],
      ['no-store', 'no-cache'],
    )
    const known = { 'If-None-Match': headers.get('etag') ?? '' }
    const again = await app.request(path, { headers: known })
    assert.deepEqual([again.status, await again.text()], [304, ''], path)
    assert.equal(again.headers.get('cache-control'), 'no-store')
  }
  for (const path of ['/en/declare', '/en/return', '/en/certificate']) {
    const { headers, status } = await app.request(path, { headers: { 'If-None-Match': '*' } })
    assert.deepEqual(
      [status, headers.get('cache-control'), headers.get('cdn-cache-control')],
      [200, 'no-store', null],
    )
  }
})

test('what no checkpoint covers is on no page, and is there with the checkpoint', async () => {
  const number = await numberOf({ people: [{ name: name }], words: `${name} words` })
  const pages = ['/en/register', `/en/register?before=${number + 1}`, `/en/register/${number}`]
  for (const path of [...pages, ...pages]) assert.ok(!(await text(path)).includes(name), path)
  await installation.ledger.take()
  for (const path of [...pages, ...pages]) assert.ok((await text(path)).includes(name), path)
  await becomes('the overview has it', async () => (await text('/en/')).includes(name))
})

test('what two have agreed to hide is on no page that is asked for afterwards, also where it has been kept', async () => {
  const number = await numberOf({ people: [{ name: name }, {}], words: `${name} words` })
  await installation.ledger.take()
  const pages = [
    '/en/register',
    `/zh-hans/register?before=${number + 1}`,
    `/zh-hant/register/${number}`,
    opening(number),
  ]
  await areShown(pages)
  const version = versionOf({ people: [{ name: other }, {}], words: `${other} words` })
  await accept(installation.database, { kind: 'correction', refers_to: number, version })
  await areGone(pages)
  await enterAccepted(installation.database)
  await areGone(pages)
  assert.ok(!(await text(`/zh-hant/register/${number}`)).includes(other), 'before a checkpoint covers it')
  await installation.ledger.take()
  await areGone(pages)
  assert.ok((await text(`/zh-hant/register/${number}`)).includes(other))
  await becomes('it has left the overview', async () => !(await text('/en/')).includes(name))
})

test('whoever is withdrawn is on no page from the moment that two have agreed', async () => {
  const submission = await declare(installation.database, {
    people: [{ name: name }],
    words: `${name} words`,
  })
  const number = await last()
  await installation.ledger.take()
  const pages = ['/en/register', `/en/register/${number}`, opening(number)]
  await areShown(pages)
  await accept(installation.database, { kind: 'withdrawal', submission, version: null })
  await areGone(pages)
  await enterAccepted(installation.database)
  await installation.ledger.take()
  await areGone(pages)
})

test('what is erased for ever is on no page that is asked for afterwards, a whole entry or one name', async () => {
  for (const line of [1, null]) {
    const number = await numberOf({ people: [{ name: name }, { name: other }], words: 'SAMPLE words' })
    await installation.ledger.take()
    const pages = ['/en/register', `/zh-hans/register/${number}`]
    await areShown(pages)
    await transaction(installation.database.db, (tx) => eraseEntry(tx, { number, line }))
    await areGone(pages)
    assert.equal((await text(`/zh-hans/register/${number}`)).includes(other), line === 1)
    name += ' again'
  }
})

test('a figure that was counted is on the pages a moment later, and the same on all of them', async () => {
  const total = async () => (JSON.parse(await text('/count.json')) as { total: number }).total
  const recounted = async () => {
    await work()
    const { counted: came, retracted } = await readFigures({ db: installation.deps.db })
    return came - retracted
  }
  const before = await recounted()
  await becomes('the count is there', async () => (await total()) === before)
  await declare(installation.database, { people: [{}, {}] })
  assert.equal(await recounted(), before + 2)
  await becomes('the count has moved', async () => (await total()) === before + 2)
  for (const path of ['/en/', '/en/counting'])
    await becomes(`${path} says it`, async () => (await text(path)).includes(`>${before + 2}<`))
})

test('five hundred who ask at once for the same page are one asking of the database', async () => {
  const counting = counted(installation.deps.db)
  const app = siteApp({ ...installation.deps, db: counting.db })
  for (const path of ['/en/register/7', '/en/register', '/en/register?before=20', '/en/']) {
    await app.request(path)
    const alone = counting.asked()
    const anew = siteApp({ ...installation.deps, db: counting.db })
    const answers = await Promise.all(Array.from({ length: 500 }, async () => seen(anew.request(path))))
    const together = counting.asked() - alone
    assert.equal(new Set(answers.map(({ text: page }) => page)).size, 1, path)
    assert.ok(together < alone + 8, `${path}: ${together} questions for all, ${alone} for one`)
    counting.forget()
  }
})

test('numbers that no entry has ask the database for nothing but how far the register goes', async () => {
  const counting = counted(installation.deps.db)
  const app = siteApp({ ...installation.deps, db: counting.db })
  const answers = await Promise.all(
    Array.from({ length: 300 }, async (_, nth) => seen(app.request(`/en/register/${1_000_000 + nth}`))),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [404])
  assert.ok(counting.asked() < 8, `${counting.asked()} questions`)
})

test('while it cannot be asked how the register stands no kept page of it is shown, and what needs no asking is there', async () => {
  const { database, app } = installation
  const number = await numberOf({ people: [{ name: name }] })
  await installation.ledger.take()
  const pages = ['/en/register', `/en/register/${number}`]
  await areShown(pages)
  await sql`revoke select on register.emptied from exeunt_site`.execute(database.db)
  try {
    for (const path of pages) {
      const { status, text: page } = await seen(app.request(path))
      assert.deepEqual([status, page.includes(name)], [500, false], path)
      const found = await ask(`${installation.origin}${path}`)
      assert.deepEqual([found.status, found.body], [500, page], path)
    }
    for (const path of ['/', '/en/safety', '/en/declare', '/en/return', '/zh-hans/look-up'])
      assert.equal((await app.request(path)).status, 200, path)
  } finally {
    await sql`grant select on register.emptied to exeunt_site`.execute(database.db)
  }
  await areShown(pages)
})

test('what a centre says of itself is on its own pages alone', async () => {
  const { deps } = installation
  const of = (address: string): SiteDeps => ({ ...deps, centre: { ...deps.centre, address } })
  const [one, other] = [siteApp(of('SAMPLE street 1')), siteApp(of('SAMPLE street 2'))]
  for (let round = 0; round < 2; round += 1) {
    assert.match(await (await one.request('/en/about')).text(), /SAMPLE street 1/)
    assert.match(await (await other.request('/en/about')).text(), /SAMPLE street 2/)
  }
})

async function work(): Promise<void> {
  const { database, ledger, deps } = installation
  await workRound({ ...deps, database, ledger, [Symbol.asyncDispose]: async () => {} })
}

async function numberOf(said: Parameters<typeof declare>[1]): Promise<number> {
  await declare(installation.database, said)
  return last()
}

async function last(): Promise<number> {
  const { last: number } = await installation.database.db
    .selectFrom('register.numbering')
    .select('last')
    .executeTakeFirstOrThrow()
  return number
}

function opening(number: number): string {
  return `/entries/${number}.json`
}

async function text(path: string): Promise<string> {
  return (await installation.app.request(path)).text()
}

/** Twice: once made, once kept. */
async function areShown(pages: readonly string[]): Promise<void> {
  for (const path of [...pages, ...pages]) assert.ok((await text(path)).includes(name), path)
}

async function areGone(pages: readonly string[]): Promise<void> {
  for (const path of [...pages, ...pages]) assert.ok(!(await text(path)).includes(name), path)
}

/** An answer as it can be compared with another: unpacked, without what a form has but once. */
async function seen(given: Response | Promise<Response>) {
  const answer = await given
  const bytes = Buffer.from(await answer.arrayBuffer())
  const unpack = UNPACK[answer.headers.get('content-encoding') ?? '']
  const page = (unpack && bytes.length > 0 ? unpack(bytes) : bytes).toString('utf8')
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    text: page.replace(/name="token" value="[\w-]{70}"/, ''),
  }
}

const UNPACK: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  zstd: zstdDecompressSync,
}

/** The same database, and how often it has been asked. */
function counted(db: Database) {
  let asked = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      asked += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    db: Object.assign(db.withPlugin(plugin), { [Symbol.asyncDispose]: async () => {} }),
    asked: () => asked,
    forget: () => (asked = 0),
  }
}
