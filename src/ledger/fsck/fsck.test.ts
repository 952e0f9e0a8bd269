import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { check, checkAll, openFullLedger, withoutTriggers } from '../../../test/installation/full-ledger.ts'
import { openLedger } from '../../../test/installation/ledger.ts'
import { freshDatabase } from '../../../test/template-db.ts'
import { Difference } from '../index.ts'

test('a ledger that is in order is found so, with people of every fate on it', async () => {
  await using one = await openFullLedger()
  const sound = await check(one)
  deepEqual(
    { ...sound, batches: undefined, leaves: undefined },
    { people: 611, erased: 0, repaired: [], standstill: null, batches: undefined, leaves: undefined },
  )
  equal((await one.ledger.audit()).outcome, 'proved')
})

test('files that were lost are written again from the rows, and are the same to the last byte', async () => {
  await using one = await openFullLedger()
  const tiles = globSync(join(one.ledger.home, 'public/log/tile/**/*'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const before = new Map(tiles.map((path) => [path, readFileSync(path)]))
  for (const path of tiles) rmSync(path)
  await rejects(check(one), /is missing|it is missing/)
  const { repaired } = await check(one, { repair: true })
  equal(repaired.length, tiles.length)
  for (const [path, content] of before) deepEqual(readFileSync(path), content)
  equal((await one.ledger.audit()).outcome, 'proved')
})

/** What somebody with the owner's rights could do to each row, and the place that is named for it. */
const TAMPERED: readonly (readonly [string, RawBuilder<unknown>, RegExp])[] = [
  [
    'a leaf',
    sql`update ledger.leaf set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where index = 7`,
    /^ledger\.leaf 7$/,
  ],
  ['a leaf less', sql`delete from ledger.leaf where index = 9`, /^ledger\.leaf 9$/],
  ['whose a leaf is', sql`update ledger.leaf set line = 77 where index = 5`, /^ledger\.leaf 5$/],
  ['a kind', sql`update ledger.leaf set kind = 'import' where index = 5`, /^ledger\.leaf 5$/],
  [
    'a key',
    sql`update ledger.opening set key = set_byte(key, 0, get_byte(key, 0) # 1) where index = 5`,
    /^ledger\.opening 5$/,
  ],
  [
    'a content',
    sql`update ledger.opening set content = set_byte(content, 0, get_byte(content, 0) # 1) where index = 5`,
    /^ledger\.opening 5$/,
  ],
  [
    'a key of a content',
    sql`update ledger.opening set content_key = set_byte(content_key, 9, get_byte(content_key, 9) # 1) where index = 5`,
    /^ledger\.opening 5$/,
  ],
  [
    'a root',
    sql`update ledger.batch set root = set_byte(root, 0, get_byte(root, 0) # 1) where first = 0`,
    /^ledger\.batch \d+$/,
  ],
  [
    'totals',
    sql`update ledger.batch set totals = jsonb_set(totals, '{counted,people}', '1') where first = 0`,
    /^ledger\.batch \d+$/,
  ],
  [
    'what a batch covers',
    sql`update ledger.batch set entry = entry + 1 where size = (select max(size) from ledger.batch)`,
    /^register\.line|^register\.covered|^ledger\.batch/,
  ],
  ['a day', sql`update ledger.batch set closes = null where closes is not null`, /^ledger\.batch \d+$/],
  [
    'a batch less',
    sql`delete from ledger.batch where size = (select min(size) from ledger.batch)`,
    /^ledger\.batch \d+$/,
  ],
  [
    'the signed note',
    sql`update ledger.head set note = replace(note, 'SAMPLE', 'EXAMPLE')`,
    /^ledger\.head note$/,
  ],
  [
    'the published note',
    sql`update ledger.head set published_note = note || 'x'`,
    /^ledger\.head published_note$/,
  ],
  ['how far the head is', sql`update ledger.head set published = 0, signed = 1`, /^ledger\.head|^signer$/],
  ['what a note stands for', sql`update ledger.noted set hash = sha256(hash)`, /^ledger\.noted \d+$/],
  ['a note less', sql`delete from ledger.noted`, /^ledger\.noted \d+$/],
  ['what the world sees', sql`update register.covered set number = 2`, /^register\.covered$/],
  [
    'the baseline',
    sql`update ledger.baseline set people = people + 1, not_stated = not_stated + 1`,
    /^ledger\.baseline$/,
  ],
  ['the name of the log', sql`update ledger.identity set origin = 'other.example.org/log'`, /^ledger\./],
  [
    'a name in the register',
    sql`update register.line set name = 'SAMPLE somebody else' where number = 1 and position = 1`,
    /^ledger\.opening \d+$/,
  ],
  [
    'words of an entry',
    sql`update register.entry set words = 'SAMPLE other words' where number = 3`,
    /^ledger\.opening \d+$/,
  ],
  [
    'what somebody left',
    sql`update register.line set party = not party where number = 3 and position = 1`,
    /^ledger\.leaf \d+$/,
  ],
  [
    'a person less in the register',
    sql`delete from register.line where number = 5 and position = 1`,
    /^ledger\.leaf \d+$/,
  ],
  [
    'a person more in the register',
    sql`insert into register.line select declaration, number, 9, 'SAMPLE', name_kind, basis, party, league, pioneers from register.line where number = 5 and position = 1`,
    /^register\.line 5\/9$/,
  ],
  ['a withdrawal less', sql`delete from register.withdrawn_line where position = 1`, /^ledger\.leaf \d+$/],
  [
    'somebody counted who was not',
    sql`update register.entry set counted = true, uncounted_reason = null where uncounted_reason is not null`,
    /^register\.line/,
  ],
]

for (const [what, statement, place] of TAMPERED) {
  test(`in the rows: ${what} that was changed is found, and the place is named`, async () => {
    await using one = await openFullLedger()
    await withoutTriggers(one.installation, statement)
    await rejects(check(one), (error) => {
      ok(error instanceof Difference, String(error))
      ok(place.test(error.place), `${error.place}: ${error.message}`)
      return true
    })
  })
}

test('in the files: one byte changed anywhere is found, and the file is named', async () => {
  await using one = await openFullLedger()
  const root = join(one.ledger.home, 'public')
  const files = globSync('**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  ok(files.length > 20)
  for (const path of files) {
    const content = readFileSync(path)
    const at = Math.floor(content.length / 2)
    writeFileSync(path, content.with(at, (content[at] ?? 0) ^ 1))
    await rejects(
      checkAll(one),
      (error) => error instanceof Difference && join(root, error.place) === path,
      path,
    )
    writeFileSync(path, content)
  }
  await checkAll(one)
})

test('a signer that has signed another tree is named', async () => {
  await using one = await openFullLedger()
  const path = join(one.ledger.home, 'signer', 'signed')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/\n\d+\n/, '\n12\n'))
  await rejects(check(one), (error) => error instanceof Difference && error.place === 'signer')
})

test('an installation that has no ledger yet is in order', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  deepEqual(await check({ installation, ledger }), {
    leaves: 0,
    batches: 0,
    people: 0,
    erased: 0,
    repaired: [],
    standstill: null,
  })
})
