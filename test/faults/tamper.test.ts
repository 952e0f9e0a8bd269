// One bit changed, anywhere in what the ledger is made of. Whoever audits finds it, and says where: a stranger in
// what the public files say, the operator with "exeunt fsck" in the rows, and in files that hang on no signature.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { transaction, type Transaction } from '#db'
import { Difference, type PublicFolder } from '#ledger'
import { type LedgerRows, rowsOf } from '#ledger/fsck'
import { auditToEnd, DAY_FILES, type Policy, policyOfLogs, readVerifierKey } from '#proof'
import { check, checkAll, type FullLedger, openFullLedger } from '../installation/full-ledger.ts'
import { type Chance, chance } from './chance.ts'

const IN_FILES = 9_000
const IN_ROWS = 1_000
/** Enough for tiles that are full and tiles that are not. */
const COUPLES = 130

test(`one bit changed in a public file is found, and the file named: ${IN_FILES} of ${IN_FILES}`, async (t) => {
  await using one = await openFullLedger({ couples: COUPLES })
  const files = publicFiles(one)
  const paths = [...files.keys()].toSorted()
  // What a stranger reads: the log as it is now. Beside it lie tiles of earlier sizes, days, and the keys.
  const current = paths.filter(
    (path) => /^log\/(checkpoint|tile\/)|^days\/files$/.test(path) && !isOutgrown(path, paths),
  )
  const policy = policyOfLogs((await one.ledger.deps.signer.state()).vkeys.map(readVerifierKey))
  const rows = remembered(rowsOf(one.installation.db))
  await check(one, { folder: folderOf(files), rows })
  const dice = chance('tamper-files')
  let byAuditor = 0
  for (let nth = 0; nth < IN_FILES; nth += 1) {
    const path = dice.pick(dice.below(3) > 0 ? current : paths)
    const file = files.get(path) ?? new Uint8Array(0)
    const { bit, changed } = flipped(file, dice)
    const folder = folderOf(new Map(files).set(path, changed))
    if (await isNamedByAuditor(path, { folder, policy })) byAuditor += 1
    else assert.equal(await placeOf(checkAll(one, { folder, rows })), path, `bit ${bit} of ${path}`)
  }
  t.diagnostic(`${paths.length} files; ${byAuditor} by the auditor, ${IN_FILES - byAuditor} by fsck`)
  assert.ok(byAuditor > IN_FILES / 2)
})

test(`one bit changed in a row is found, and the row or its leaf named: ${IN_ROWS} of ${IN_ROWS}`, async (t) => {
  await using one = await openFullLedger({ couples: COUPLES })
  const { db } = one.installation
  const { rows: leaves } = await sql<{ index: number; entry: number | null }>`
    select index, entry from ledger.leaf`.execute(db)
  const { rows: entries } = await sql<{ number: number; refersTo: number | null }>`
    select number, refers_to as "refersTo" from register.entry`.execute(db)
  const entryOfLeaf = new Map(leaves.map(({ index, entry }) => [index, entry]))
  const declarationOf = new Map(entries.map(({ number, refersTo }) => [number, refersTo ?? number]))
  const dice = chance('tamper-rows')
  const found = new Map<string, number>()
  let refused = 0
  for (let nth = 0; nth < IN_ROWS;) {
    const what = dice.pick(TAMPERED)
    const outcome = await tamper(one, { what, dice })
    if (outcome === 'refused') {
      refused += 1
      continue
    }
    nth += 1
    const { column, place, numbers } = outcome
    const said = `${what.table}.${column}: ${place}`
    const [, leaf, line] = /^ledger\.(?:leaf|opening) (\d+)$|^register\.line (\d+)\//.exec(place) ?? []
    const whose = line === undefined ? entryOfLeaf.get(Number(leaf ?? -1)) : Number(line)
    const declarations = numbers.map((number) => declarationOf.get(number) ?? number)
    assert.ok(what.place.test(place) || (whose !== null && declarations.includes(whose ?? -1)), said)
    found.set(what.table, (found.get(what.table) ?? 0) + 1)
  }
  const counts = [...found].map(([table, count]) => `${table} ${count}`).join(', ')
  t.diagnostic(`${counts}; ${refused} more that PostgreSQL itself refused`)
})

interface Tampered {
  readonly table: string
  readonly columns: string
  /** What is named, where it is not a leaf of the person, or she herself. */
  readonly place: RegExp
  readonly where?: string
}

const NOBODY = /^$/
/** Where a row says what comes before and after, what does not follow any more may be the next. */
const TAMPERED: readonly Tampered[] = [
  { table: 'ledger.identity', columns: 'origin', place: /^ledger\.(identity|head)/ },
  { table: 'ledger.key', columns: 'vkey position', place: /^ledger\.(identity|head|key)|^log\/vkey$/ },
  {
    table: 'ledger.baseline',
    columns: 'as_of party league pioneers not_stated people dossier',
    place: /^ledger\.baseline$/,
  },
  {
    table: 'ledger.batch',
    columns: 'size first root after entry day closes totals',
    place: /^ledger\.(batch|leaf|head)|^register\.(line|covered)|^days\/|^signer$/,
  },
  { table: 'ledger.leaf', columns: 'index kind bytes entry line', place: /^ledger\.(leaf|opening|noted) / },
  {
    table: 'ledger.day_file',
    columns: 'day listed',
    place: /^ledger\.day_file$/,
    where: 'listed is not null',
  },
  { table: 'ledger.opening', columns: 'index key content content_key', place: /^ledger\.opening / },
  {
    table: 'ledger.head',
    columns: 'signed note published published_note policy',
    place: /^ledger\.head|^signer$|^log\/(policy|checkpoint)$/,
  },
  { table: 'register.covered', columns: 'number', place: /^register\.covered$/ },
  {
    table: 'register.line',
    columns: 'declaration number position name name_kind basis party league pioneers',
    place: NOBODY,
    where: 'number not in (select number from register.entry where not counted)',
  },
  {
    table: 'register.entry',
    columns: 'number day channel words place language counted',
    place: /^register\.covered$/,
    where: `kind = 'declaration' and counted`,
  },
  {
    table: 'register.entry',
    columns: 'number refers_to words place',
    place: /^register\.covered$/,
    where: `kind = 'correction'`,
  },
  { table: 'register.withdrawn_line', columns: 'declaration position number', place: NOBODY },
]

interface Named {
  readonly column: string
  readonly place: string
  /** Whom the row is about, before and after. */
  readonly numbers: readonly number[]
}

/** Change a bit of a row, look what fsck says, and take the change back. */
async function tamper(
  one: FullLedger,
  { what: { table, columns, where }, dice }: { what: Tampered; dice: Chance },
): Promise<Named | 'refused'> {
  const column = dice.pick(columns.split(' '))
  const numbers: number[] = []
  let place = 'nothing'
  try {
    await transaction(one.installation.db, async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      const row = await drawRow(tx, { table, column, where, dice })
      if (!row) throw new TakenBack()
      numbers.push(...numbersIn(row.before))
      const { rows } = await sql<{ after: object }>`
        update ${sql.table(table)} one set ${sql.ref(column)} = ${sql.raw(flipOf(column, row.type, dice))}
        where ctid = ${row.ctid}::tid returning to_jsonb(one) as after`.execute(tx)
      numbers.push(...numbersIn(rows[0]?.after ?? {}))
      place = await placeOf(check(one, { rows: rowsOf(tx) }))
      throw new TakenBack()
    })
  } catch (cause) {
    // A row that cannot be, or that has nothing in this column, is no tampering.
    if (cause instanceof pg.DatabaseError && /^2[23]/.test(cause.code ?? '')) return 'refused'
    if (!(cause instanceof TakenBack)) throw cause
  }
  return numbers.length === 0 && place === 'nothing' ? 'refused' : { column, place, numbers }
}

class TakenBack extends Error {}

async function drawRow(
  tx: Transaction,
  asked: { table: string; column: string; where: string | undefined; dice: Chance },
): Promise<{ ctid: string; before: object; type: string } | undefined> {
  const { table, column, where = 'true', dice } = asked
  const { rows } = await sql<{ ctid: string; before: object; type: string }>`
    select ctid::text, to_jsonb(one) as before, pg_typeof(${sql.ref(column)})::text as type
    from ${sql.table(table)} one where ${sql.ref(column)} is not null and (${sql.raw(where)})
    order by ctid`.execute(tx)
  return rows.length === 0 ? undefined : dice.pick(rows)
}

function numbersIn(row: object): number[] {
  return ['number', 'declaration', 'refers_to'].flatMap((name) =>
    name in row && typeof row[name as never] === 'number' ? [row[name as never] as number] : [],
  )
}

/** The column with one bit of it, or one sign, changed, as SQL. */
function flipOf(column: string, type: string, dice: Chance): string {
  const one = `"${column}"`
  const at = dice.below(2 ** 30)
  switch (type) {
    case 'bytea':
      return `set_bit(${one}, ${at} % (octet_length(${one}) * 8), 1 - get_bit(${one}, ${at} % (octet_length(${one}) * 8)))`
    case 'text': {
      const place = `(${at} % char_length(${one}) + 1)`
      const sign = `chr(ascii(substr(${one}, ${place}, 1)) # ${1 << dice.below(4)})`
      return `overlay(${one} placing ${sign} from ${place} for 1)`
    }
    case 'boolean':
      return `not ${one}`
    case 'date':
      return `${one} + ${1 << dice.below(8)}`
    case 'jsonb': {
      // One of its digits counts one more.
      const nth = `(${at} % regexp_count(${one}::text, '\\d') + 1)`
      const place = `regexp_instr(${one}::text, '\\d', 1, ${nth})`
      const digit = `((substr(${one}::text, ${place}, 1)::int + 1) % 10)::text`
      return `overlay(${one}::text placing ${digit} from ${place} for 1)::jsonb`
    }
    default:
      return `${one} # ${1 << dice.below(16)}`
  }
}

/** A file with one bit changed that means something: gzip has some that mean nothing, as who packed it, and when. */
function flipped(file: Uint8Array, dice: Chance): { bit: number; changed: Uint8Array } {
  for (;;) {
    const bit = dice.below(file.length * 8)
    const changed = file.with(bit >> 3, (file[bit >> 3] ?? 0) ^ (1 << (bit & 7)))
    if (contentOf(changed) !== contentOf(file)) return { bit, changed }
  }
}

function contentOf(file: Uint8Array): string {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return Buffer.from(file).toString('latin1')
  try {
    return gunzipSync(file).toString('latin1')
  } catch {
    return 'not packed as gzip packs'
  }
}

/** A partial tile that has a wider one, or a full one, beside it. */
function isOutgrown(path: string, paths: readonly string[]): boolean {
  const [, tile, width] = /^(.*)\.p\/(\d+)$/.exec(path) ?? []
  if (tile === undefined) return false
  return paths.some(
    (other) =>
      other === tile || (other.startsWith(`${tile}.p/`) && Number(other.split('/').at(-1)) > Number(width)),
  )
}

function publicFiles({ ledger }: FullLedger): Map<string, Uint8Array> {
  const root = join(ledger.home, 'public')
  const found = fs.readdirSync(root, { recursive: true, withFileTypes: true })
  return new Map(
    found
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), fs.readFileSync(path)]),
  )
}

function folderOf(files: ReadonlyMap<string, Uint8Array>): PublicFolder {
  return {
    get: (path) => files.get(path),
    put: ({ size }) => assert.equal(size, 0),
    putMany: () => assert.fail(),
    sweep: () => assert.fail(),
  }
}

/** Rows that do not change are asked for once. */
function remembered(rows: LedgerRows): LedgerRows {
  const answers = new Map<string, unknown>()
  return new Proxy(rows, {
    get: (_, name: keyof LedgerRows) => (asked: never) => {
      const question = `${name} ${JSON.stringify(asked)}`
      const answer = answers.get(question) ?? rows[name](asked)
      answers.set(question, answer)
      return answer
    },
  })
}

async function isNamedByAuditor(
  path: string,
  { folder, policy }: { folder: PublicFolder; policy: Policy },
): Promise<boolean> {
  const fetcher = {
    async fetch(name: string): Promise<Uint8Array | 'absent'> {
      return folder.get(`log/${name}`) ?? 'absent'
    },
  }
  // Where nothing of a day was changed, its files need not be unpacked nine thousand times.
  const beside = { fetch: (name: string) => Promise.resolve(folder.get(name) ?? ('absent' as const)) }
  const site = path.startsWith('days/') ? { fetcher: beside, list: folder.get(DAY_FILES) } : undefined
  const { results } = await auditToEnd({ fetcher, policy, site })
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  if (failed.length === 0) return false
  assert.ok(
    failed.some(({ place }) => place?.split(', ').some((one) => path === `log/${one}` || path === one)),
    `${path}: ${JSON.stringify(failed)}`,
  )
  return true
}

/** What fsck names. Anything else that it throws is a failure of fsck. */
function placeOf(checking: Promise<unknown>): Promise<string> {
  return checking.then(
    () => 'nothing',
    (error: unknown) => {
      if (error instanceof Difference) return error.place
      throw error
    },
  )
}
