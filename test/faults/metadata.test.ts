import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { freshDatabase } from '../template-db.ts'
import { readable } from './every-row.ts'
import { ask, codeIn, codeWordsIn, comeBack, declaration, openForm, send, tokenIn } from './visitor.ts'
import { openServedSite } from '../installation/site-process.ts'

const APPEND_ONLY = [
  'intake.submission',
  'intake.return_code',
  'intake.followup',
  'review.decision',
  'audit.act',
  'approvals.request',
  'approvals.answer',
  'register.entry',
  'register.line',
  'register.withdrawn_line',
  'register.provenance',
  'certificates.request',
  'certificates.paper',
  'certificates.message',
  'certificates.closed',
  'certificates.prepared',
  'certificates.spare',
  'certificates.place',
  'certificates.intent',
  'certificates.issued',
  'certificates.change',
  'certificates.handed_over',
]

const ERASABLE: Record<string, readonly string[]> = {
  'intake.submission': ['sealed'],
  'intake.contact': ['sealed'],
  'intake.followup': ['sealed'],
  'review.decision': ['question_for_sender', 'question_for_desk'],
  'register.entry': ['words', 'place', 'links_to'],
  'register.line': ['name'],
  'approvals.request': ['payload'],
  'certificates.request': ['sealed'],
  'certificates.paper': ['sealed'],
  'certificates.message': ['sealed', 'reply'],
  'certificates.prepared': ['to_sealed', 'own_sealed'],
  'certificates.issued': ['reply', 'copy', 'record'],
}

test('no column of intake says at what hour, from where or in what order somebody came', async () => {
  await using database = await freshDatabase()
  await using owner = await connect(database.ownerUrl)
  const { rows } = await owner.query(`
    select table_name, column_name, udt_name from information_schema.columns
    where table_schema = 'intake' and (
      udt_name in ('timestamp', 'timestamptz', 'time', 'timetz', 'inet', 'cidr', 'macaddr', 'macaddr8', 'int2', 'int4', 'int8', 'json', 'jsonb')
      or is_identity = 'YES' or column_default like 'nextval(%')`)
  assert.deepEqual(rows, [])
  const { rows: sequences } = await owner.query(
    `select sequencename from pg_sequences where schemaname = 'intake'`,
  )
  assert.deepEqual(sequences, [])
  const { rows: dates } = await owner.query<{ name: string }>(`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'intake' and udt_name = 'date' and table_name <> 'standing_wish'
      and table_name not in (select relname from pg_class where relispartition) order by 1`)
  assert.deepEqual(
    dates.map(({ name }) => name),
    ['followup.day', 'pending.not_before', 'pending.since', 'submission.day'],
  )
})

test('what is append-only can be changed by nobody, the owner included', async () => {
  await using database = await freshDatabase()
  await using owner = await connect(database.ownerUrl)
  await using site = await connect(database.url('exeunt_site'))
  await using desk = await connect(database.url('exeunt_desk'))
  await using work = await connect(database.url('exeunt_work'))
  await using ledger = await connect(database.url('exeunt_ledger'))
  await using issue = await connect(database.url('exeunt_issue'))
  const { rows } = await owner.query<{ name: string }>(`
    select tgrelid::regclass::text as name from pg_trigger where tgname = 'append_only' order by 1`)
  // A table that is added to the list later is tried here as well.
  const tables = new Set([...APPEND_ONLY, ...rows.map(({ name }) => name)])
  for (const table of tables) {
    const { rows: columns } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and attidentity = '' order by attnum limit 1`,
      [table],
    )
    const first = columns[0]?.name ?? ''
    const changes = [
      `update ${table} set ${first} = ${first}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `truncate ${table} cascade`,
    ]
    for (const change of changes) {
      // Of a table whose rows can be emptied each row is looked at, and there is none here: see the next test.
      if (!(change.startsWith('update') && wholeOf(table) in ERASABLE))
        assert.match(
          (await refusal(owner, change)) ?? 'not refused',
          // Where another table refers to its rows, PostgreSQL refuses before the trigger is asked.
          change === `truncate ${table}` ? /^(?:append-only|0A000)$/ : /^append-only$/,
          `the owner: ${change}`,
        )
      for (const [role, client] of Object.entries({ site, desk, work, ledger, issue })) {
        assert.equal(await refusal(client, change), '42501', `${role}: ${change}`)
      }
    }
  }
})

/** The table that this is a part of, or itself. */
function wholeOf(table: string): string {
  return table.replace(/_\d+$/, '')
}

test('what can be emptied of what somebody said is these columns, and no other', async () => {
  await using database = await freshDatabase()
  await using owner = await connect(database.ownerUrl)
  const { rows } = await owner.query<{ name: string; columns: Buffer }>(`
    select tgrelid::regclass::text as name, tgargs as columns from pg_trigger where tgname = 'erasure_only' and tgparentid = 0`)
  const erasable = rows.map(({ name, columns }) => [name, columns.toString().split('\0').slice(0, -1)])
  assert.deepEqual(Object.fromEntries(erasable), ERASABLE)
})

test('the site puts in and cannot read back: no sealed field, no list of codes, no decision, no staff', async () => {
  await using database = await freshDatabase()
  await using site = await connect(database.url('exeunt_site'))
  const refused = [
    'select sealed from intake.submission',
    'select * from intake.submission',
    'select day from intake.submission',
    'select box from intake.submission',
    'select hash from intake.return_code',
    'select submission from intake.return_code',
    'select register.number_of(gen_random_uuid())',
    'select reply_recipient from intake.return_code',
    'select * from intake.contact',
    'select submission from intake.contact',
    'select sealed from intake.followup',
    'select kind from intake.followup',
    'select takes_back from intake.followup',
    'select not_before from intake.pending',
    'select * from intake.standing_wish',
    'select * from review.decision',
    'select verdict from review.decision',
    'select question_for_sender from review.decision',
    'select * from review.lock',
    'select * from review.acceptance',
    'select * from review.resting',
    'select submission from register.provenance',
    'select received from register.entry',
    'select * from vault.box_key',
    'select * from staff.member',
    'select * from staff.credential',
    'select * from audit.act',
    'delete from installation.key',
    'select * from graphile_worker.jobs',
    `select jobs.announce('register:take')`,
    'delete from intake.pending',
    'insert into register.numbering (last) values (1)',
    'create table intake.mine ()',
    'create table public.mine ()',
    `insert into vault.box (id, class, branch, week, recipient) values (gen_random_uuid(), 'draft', 'centre', '9999-W01', 'age1pq1x')`,
  ]
  for (const statement of refused) assert.ok(await refusal(site, statement), statement)

  // With column grants a look-alike can be found, one guess at a time, and nothing be listed but what is random.
  const seen = (await readable(site)).filter(({ schema }) => schema === 'intake')
  assert.deepEqual(Object.fromEntries(seen.map(({ table, columns }) => [table, columns])), {
    submission: ['id', 'digest'],
    followup: ['submission', 'id', 'digest'],
    pending: ['submission', 'cause'],
  })
})

test('the desk opens cases and cannot forge them; the worker sees nothing of intake', async () => {
  await using database = await freshDatabase()
  await using work = await connect(database.url('exeunt_work'))
  for (const table of [
    'intake.submission',
    'intake.return_code',
    'intake.followup',
    'intake.pending',
    'review.decision',
    'review.resting',
    'vault.box_key',
    'staff.member',
  ]) {
    assert.equal(await refusal(work, `select * from ${table}`), '42501', table)
  }
  await using desk = await connect(database.url('exeunt_desk'))
  for (const table of [
    'intake.submission',
    'intake.return_code',
    'intake.followup',
    'intake.pending',
    'register.entry',
    'register.line',
    'statistics.tally',
  ]) {
    assert.equal(await refusal(desk, `insert into ${table} select * from ${table}`), '42501', table)
  }
})

test('the program says nothing of a visitor: no address, no browser, no page, no code', async () => {
  await using installation = await openServedSite()
  const { site, database } = installation
  const headers = {
    'user-agent': 'Kanarienvogel/1.0',
    'x-forwarded-for': '203.0.113.77, 2001:db8::77',
    forwarded: 'for=203.0.113.77',
    'x-real-ip': '203.0.113.77',
    'accept-language': 'bo-CN',
    referer: 'http://kanarienvogel.example/',
    cookie: 'kanarienvogel=1',
  }
  const codes: string[] = []
  for (let nth = 0; nth < 5; nth += 1) {
    const received = await send(
      site.origin,
      declaration(await openForm(site.origin), { name: `Kanarienvogel ${nth}` }),
      { headers },
    )
    const code = codeIn(received) ?? assert.fail()
    codes.push(
      code,
      codeWordsIn(received).join(' '),
      ...codeWordsIn(received)
        .slice(0, -1)
        .map((word, at) => `${word} ${codeWordsIn(received)[at + 1]}`),
    )
    const found = await comeBack(site.origin, { code, headers })
    await comeBack(site.origin, { code, act: 'withdraw', token: tokenIn(found), headers })
    for (const path of [
      '/en/',
      '/zh-hans/register',
      '/en/register/7?kanarienvogel=1',
      '/kanarienvogel',
      '/count.json',
    ]) {
      const { headers: said } = await ask(`${site.origin}${path}`, { headers })
      for (const header of ['set-cookie', 'server', 'x-powered-by', 'last-modified'])
        assert.equal(said[header], undefined, `${path}: ${header}`)
      // The digest of what everybody is given.
      const { headers: others } = await ask(`${site.origin}${path}`)
      assert.equal(said['etag'], others['etag'], `${path}: etag`)
    }
  }
  // A program that fails says what failed, and still not for whom.
  await using owner = await connect(database.ownerUrl)
  await owner.query('revoke execute on function intake.take_in from exeunt_site')
  const failed = await send(
    site.origin,
    declaration(await openForm(site.origin), { name: 'Kanarienvogel' }),
    { headers },
  )
  assert.equal(failed.status, 500)

  const output = site.output()
  assert.match(output, /site\.failed error=error\(42501\)/)
  assert.doesNotMatch(output, /kanarienvogel/i)
  for (const code of codes) assert.ok(!output.includes(code))
  const addresses = [
    ...output.matchAll(
      /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[\da-f]{1,4}:){2,7}[\da-f]{0,4}(?![\w:])|\b[\da-f]{1,4}::[\da-f:]*/gi,
    ),
  ].map(([address]) => address)
  assert.deepEqual(
    addresses.filter((address) => address !== '127.0.0.1'),
    [],
  )
})

async function connect(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

/** Why PostgreSQL refuses: the trigger, or its own code. Undefined if it does not. Nothing that succeeds stays. */
async function refusal(client: pg.Client, statement: string): Promise<string | undefined> {
  await client.query('begin')
  try {
    await client.query(statement)
    return undefined
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause
    return cause.message.endsWith('is append-only') ? 'append-only' : cause.code
  } finally {
    await client.query('rollback')
  }
}
