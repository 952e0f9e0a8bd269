import { deepEqual, equal, fail, match, ok, rejects } from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemRandom } from '#basics'
import { transaction } from '#db'
import { Difference, eraseEntry } from '#ledger'
import {
  blockReader,
  checkEntries,
  entryReader,
  type PublishedEntries,
  readCheckpoint,
  readNote,
  readPublishedEntries,
  tileReader,
  writePublishedEntries,
} from '#proof'
import { folderFetcher } from '#proof-folder'
import { check } from '../../test/installation/full-ledger.ts'
import { type LedgerUnderTest, openLedger, ORIGIN } from '../../test/installation/ledger.ts'
import { correct, crowd, declare, withdraw } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { checkDayFiles, republish } from './index.ts'
import { writeDays } from '../../test/installation/worker.ts'

const DAY = '2026-11-20'
const NOON = new Date(`${DAY}T04:00:00Z`)

test('a day file has everybody who is shown, and what opens the leaf that counts each of them', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{ party: true }, { name: null }] })
  await declare(one.installation, { people: [{}], shown: false })
  await declare(one.installation, { people: [{}], counted: false })
  await crowd(one.installation, { entries: 30, each: 3 })
  const { entries } = await one.publish()
  deepEqual(
    entries.map(({ number }) => number),
    [1, ...Array.from({ length: 30 }, (_, at) => at + 4)],
  )
  equal(await one.allCounted(), 92)
})

test('what a killed writer left beside a day file goes when the file is written again', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const left = join(one.ledger.home, 'public', 'days', DAY, 'entries.json.gz.new-0123abcd')
  writeFileSync(left, 'SAMPLE name that was withdrawn since')
  await declare(one.installation, { people: [{}] })
  await one.publish()
  equal(existsSync(left), false)
})

test('after corrections, one upon the other, the file says what stands, and its leaves say the same', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{ party: true }, {}] })
  await one.publish()
  const steps = [
    { people: [{ name: 'SAMPLE L.', party: true }], words: null },
    { people: [{ name: 'SAMPLE L.', party: false }], words: null },
    { people: [{ name: null, party: false }], words: 'SAMPLE. ▇▇' },
    { people: [{ name: null, party: true, league: false }], words: 'SAMPLE. ▇▇' },
  ]
  for (const step of steps) {
    await correct(one.installation, 1, step)
    const { entries } = await one.publish()
    equal(entries[0]?.words, step.words)
    equal(entries[0]?.people[0]?.name, step.people[0]?.name)
    equal(await one.allCounted(), 2)
  }
})

test('what was taken back is out of the file before any checkpoint, and what was corrected until one covers it', async () => {
  await using one = await openOne()
  const hers = await declare(one.installation, { people: [{}] })
  await declare(one.installation, { people: [{}, {}] })
  await declare(one.installation, { people: [{}] })
  equal((await one.publish()).entries.length, 3)
  await withdraw(one.installation, hers)
  await correct(one.installation, 2, { people: [{ name: 'SAMPLE L.' }] })
  await one.writeFiles()
  deepEqual(
    one.file().entries.map(({ number }) => number),
    [3],
  )
  deepEqual(
    (await one.publish()).entries.map(({ number }) => number),
    [2, 3],
  )
  equal(await one.allCounted(), 3)
})

test('an entry of which nothing may be shown any more is not in the file, and its people are counted as before', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await one.publish()
  await correct(one.installation, 1, { people: [{}], shown: false })
  equal((await one.publish()).entries.length, 0)
  equal((await one.ledger.audit()).totals?.counted.people, 1)
})

test('only days on which something changed are written again', async () => {
  await using one = await openOne()
  const hers = await declare(one.installation, { people: [{}] })
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const written: string[] = []
  const folder = {
    ...one.ledger.deps.folder,
    put: (files: ReadonlyMap<string, Uint8Array>) => void written.push(...files.keys()),
  }
  const write = () => writeDays(one.installation, folder)
  await write()
  deepEqual(written, [])
  one.setNow(later(1))
  await declare(one.installation, { people: [{}] })
  await one.ledger.take()
  await write()
  deepEqual(written.splice(0), ['days/2026-11-21/entries.json.gz'])
  await withdraw(one.installation, hers)
  await write()
  deepEqual(written.splice(0), [`days/${DAY}/entries.json.gz`])
})

test("no file has a key of somebody who is not shown, nor does the site's role", async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}, {}], shown: false })
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const { rows } = { rows: await one.installation.db.selectFrom('ledger.opening').selectAll().execute() }
  const file = JSON.stringify(one.file(), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  )
  const seen = rows.filter(({ key }) => file.includes(Buffer.from(key).toString('base64')))
  equal(seen.length, 1)
  for (const role of ['exeunt_site', 'exeunt_work'] as const) {
    const opened = await one.installation
      .openAs(role)
      .selectFrom('ledger.public_opening')
      .select('entry')
      .execute()
    deepEqual(opened, [{ entry: 2 }])
  }
})

test('a file of a day that is lost or changed is found by fsck, and named; what is lost is written again', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const { folder } = one.ledger.deps
  const path = `days/${DAY}/entries.json.gz`
  const check = (repair = false) => checkDayFiles({ db: one.installation.db, folder }, { repair })
  deepEqual(await check(), [])
  const file = folder.get(path) ?? new Uint8Array(0)
  const isNamed = (error: unknown) => error instanceof Difference && error.place === path
  folder.put(new Map([[path, gzipSync(Buffer.from('{}'))]]))
  await rejects(check(), isNamed)
  folder.put(new Map([[path, file.subarray(0, 20)]]))
  await rejects(check(), isNamed)
  rmSync(join(one.ledger.home, 'public', path))
  await rejects(check(), isNamed)
  deepEqual(await check(true), [path])
  deepEqual(folder.get(path), Buffer.from(file))
  // Between a change and its file there is nothing to be held to.
  await correct(one.installation, 1, { people: [{}], words: null })
  deepEqual(await check(), [])
})

test('once a day is over the log stands for its file: nobody is given another one unseen', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await declare(one.installation, { people: [{}] })
  const { file, entries } = await one.publish()
  deepEqual([file?.day, file?.written], [DAY, DAY])
  one.setNow(later(1))
  await one.ledger.take()
  equal(await one.filesAre(), 'proved')
  const { folder } = one.ledger.deps
  const path = `days/${DAY}/entries.json.gz`
  const honest = folder.get(path) ?? new Uint8Array(0)
  const without = Buffer.from(writePublishedEntries({ log: ORIGIN, file, entries: entries.slice(1) }))
  for (const forged of [gzipSync(without), gzipSync(Buffer.from('{}')), undefined]) {
    if (forged) folder.put(new Map([[path, forged]]))
    else rmSync(join(one.ledger.home, 'public', path))
    equal(await one.filesAre(), `failed ${path}`)
  }
  folder.put(new Map([[path, honest]]))
  folder.put(new Map([['days/files', Buffer.from('exeunt-day-files/v1\n')]]))
  equal(await one.filesAre(), 'failed days/files')
  await rejects(check(one), (error: unknown) => error instanceof Difference && error.place === 'days/files')
})

test('a file that is written anew is what the next day leaf stands for, and until then is said to be newer', async () => {
  await using one = await openOne()
  const hers = await declare(one.installation, { people: [{}] })
  await declare(one.installation, { people: [{}] })
  await one.publish()
  one.setNow(later(1))
  await one.publish()
  await withdraw(one.installation, hers)
  await one.writeFiles()
  equal(one.file().file?.written, '2026-11-21')
  match(
    await one.saidOfFiles(),
    /stands for \(0\)\. Written since then, for the next day leaf to stand for: 1\.$/,
  )
  one.setNow(later(2))
  await one.publish()
  match(await one.saidOfFiles(), /the leaf of 2026-11-21 stands for \(1\)\.$/)
  await check(one)
})

test('a day of which somebody withdraws who is in no file keeps its file to the last byte', async () => {
  await using one = await openOne()
  const hers = await declare(one.installation, { people: [{}], shown: false })
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const path = join(one.ledger.home, 'public', 'days', DAY, 'entries.json.gz')
  const before = readFileSync(path)
  one.setNow(later(1))
  await one.publish()
  await withdraw(one.installation, hers)
  await one.publish()
  deepEqual(readFileSync(path), before)
})

test('of what was erased nothing is left that a guess of it could be held to', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await declare(one.installation, { people: [{}] })
  const before = await one.publish()
  await transaction(one.installation.db, (tx) => eraseEntry(tx, { number: 1, line: null }))
  const { folder } = one.ledger.deps
  await republish({ db: one.installation.db, random: systemRandom, folder }, 1)
  const after = one.file()
  deepEqual(
    after.entries.map(({ number }) => number),
    [2],
  )
  ok(before.file && after.file)
  const { rows } = await sql<{ row: string }>`select to_jsonb(f)::text as row from ledger.day_file f`.execute(
    one.installation.db,
  )
  const kept = (nonce: Uint8Array) =>
    rows.filter(({ row }) => row.includes(Buffer.from(nonce).toString('hex'))).length
  deepEqual([kept(before.file.nonce), kept(after.file.nonce)], [0, 1])
})

test('a row about a file that is not as it was noted is found by fsck, and named', async () => {
  await using one = await openOne()
  await declare(one.installation, { people: [{}] })
  await one.publish()
  const { folder } = one.ledger.deps
  for (const column of ['nonce', 'digest']) {
    const flip = () =>
      sql`update ledger.day_file set ${sql.ref(column)} = set_byte(${sql.ref(column)}, 0, get_byte(${sql.ref(column)}, 0) # 1)`.execute(
        one.installation.db,
      )
    await flip()
    const checked = checkDayFiles({ db: one.installation.db, folder }, { repair: false })
    await rejects(
      checked,
      (error: unknown) => error instanceof Difference && error.place === `ledger.day_file ${DAY}`,
    )
    await flip()
  }
  deepEqual(await checkDayFiles({ db: one.installation.db, folder }, { repair: false }), [])
})

function later(days: number): Date {
  return new Date(NOON.getTime() + days * 24 * 60 * 60 * 1_000)
}

async function openOne() {
  await using stack = new AsyncDisposableStack()
  const installation: TestDatabase = stack.use(await freshDatabase())
  let now = NOON
  const ledger: LedgerUnderTest = stack.use(await openLedger(installation, { clock: () => now }))
  const { folder } = ledger.deps
  const writeFiles = () => writeDays(installation, folder)
  const file = (): PublishedEntries => {
    const packed = folder.get(`days/${DAY}/entries.json.gz`)
    ok(packed)
    return readPublishedEntries(gunzipSync(packed))
  }
  const filesResult = async () =>
    (await ledger.audit()).results.find(({ claim }) => claim === 'files') ?? fail()
  const opened = stack.move()
  return {
    installation,
    ledger,
    writeFiles,
    file,
    setNow(time: Date) {
      now = time
    },
    async publish() {
      await ledger.take()
      await writeFiles()
      return file()
    },
    /** What an auditor says of the files of the days. */
    async filesAre(): Promise<string> {
      const { outcome, place } = await filesResult()
      return place === undefined ? outcome : `${outcome} ${place}`
    },
    saidOfFiles: async () => (await filesResult()).detail,
    /** Whoever has the file and the log finds everybody on it counted; how many they are. */
    async allCounted(): Promise<number> {
      const fetcher = folderFetcher(`${ledger.home}/public/log`)
      const note = await fetcher.fetch('checkpoint')
      ok(note !== 'absent')
      const { size, root } = readCheckpoint(readNote(note).text)
      const entries = entryReader({ fetcher, tiles: tileReader({ fetcher, size, root }), size })
      let people = 0
      for await (const { outcome, entry, line } of checkEntries(file().entries, blockReader(entries, size))) {
        equal(outcome, 'counted', `${entry}/${line}`)
        people += 1
      }
      return people
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
