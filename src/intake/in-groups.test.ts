// Declarations that arrive together go to the disk together, and nobody can tell it by what becomes of hers.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { DOORS } from '#channels'
import { isDatabaseAway, openDatabase } from '#db'
import { databaseAway } from '../../test/away.ts'
import { becomes } from '../../test/faults/becomes.ts'
import { freshDatabase, silent } from '../../test/template-db.ts'
import { inGroups } from './in-groups.ts'
import { insertSubmission, type SubmissionRow } from './store.ts'

const BOX = randomUUID()
const REPLY_RECIPIENT = Buffer.alloc(1_216, 1)

test('whatever is sent, alone, in a group or to several processes, ends in the same rows with the same outcomes', async () => {
  await using single = await anInstallation()
  await using grouped = await anInstallation()
  await using spread = await anInstallation()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anySent, { minLength: 1, maxLength: 50 }), async (sent) => {
      run += 1
      const rows = sent.map((one) => rowOf(one, run))
      const alone = insertSubmission(single.site)
      const inOrder: string[] = []
      for (const row of rows) inOrder.push(await alone(DOORS.web, row))
      const { putIn: together } = inGroups(grouped.site)
      const atOnce = await Promise.all(rows.map((row) => together(DOORS.web, row)))
      const [one, other] = [inGroups(spread.site), inGroups(spread.site)]
      const bySeveral = await Promise.all(
        rows.map((row, nth) => (nth % 3 === 0 ? one : other).putIn(DOORS.web, row)),
      )
      // Two that differ under one key: which of them was first is chance where they come at once.
      const settled = (outcomes: readonly string[]) =>
        outcomes.map((outcome, nth) => (isContested(sent, nth) ? 'contested' : outcome))
      deepEqual(settled(atOnce), settled(inOrder))
      deepEqual(settled(bySeveral), settled(inOrder))
      const rightly = await single.everything()
      deepEqual(await grouped.everything(), rightly)
      deepEqual(await spread.everything(), rightly)
    }),
    { numRuns: 60 },
  )
})

const BAD: Record<string, { readonly but: Partial<SubmissionRow>; readonly refused: RegExp }> = {
  'is sealed to a box that there is not': { but: { box: randomUUID() }, refused: /no such box/ },
  'breaks a rule of a table': { but: { digest: Buffer.alloc(31) }, refused: /check constraint/ },
  'has a day that is none': { but: { day: '2026-02-30' as Day }, refused: /out of range/ },
  'is of a language that nobody has': { but: { language: 'SAMPLE' }, refused: /foreign key/ },
}

for (const [what, { but, refused }] of Object.entries(BAD))
  test(`one that ${what} harms no other, and is told so itself`, async () => {
    await using installation = await anInstallation()
    const { putIn } = inGroups(installation.site)
    const rows = Array.from({ length: 40 }, (_, nth) => rowOf({ who: nth, said: 0 }, 0))
    const bad = { ...rowOf({ who: 99, said: 0 }, 0), ...but }
    const outcomes = await Promise.allSettled(
      [...rows.slice(0, 20), bad, ...rows.slice(20)].map((row) => putIn(DOORS.web, row)),
    )
    equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 40)
    match(String(outcomes[20]?.status === 'rejected' && outcomes[20].reason), refused)
    equal((await installation.ids()).length, 40)
  })

test('one that is as large as no form can be is in the same group as any other', async () => {
  await using installation = await anInstallation()
  const { putIn } = inGroups(installation.site)
  const large = { ...rowOf({ who: 99, said: 0 }, 0), sealed: Buffer.alloc(4_000_000) }
  const rows = [...Array.from({ length: 20 }, (_, nth) => rowOf({ who: nth, said: 0 }, 0)), large]
  await Promise.all(rows.map((row) => putIn(DOORS.web, row)))
  equal((await installation.ids()).length, 21)
})

test('a sender of the same forms in another order, to another process, makes nobody wait for ever', async () => {
  await using installation = await anInstallation()
  {
    await using site = openDatabase({ url: installation.url('exeunt_site'), connections: 4, logger: silent })
    for (let round = 1; round <= 3; round += 1) {
      const rows = Array.from({ length: 30 }, (_, nth) => rowOf({ who: nth, said: 0 }, round))
      const [one, other] = [inGroups(site), inGroups(site)]
      const sent = [
        ...rows.map((row) => one.putIn(DOORS.web, row)),
        ...rows.toReversed().map((row) => other.putIn(DOORS.web, row)),
      ]
      deepEqual(new Set(await Promise.all(sent)), new Set(['taken']))
    }
  }
  // PostgreSQL finds whoever waits for ever, and gives one up. It says so when the connections are closed.
  await becomes('its connections are closed', async () => {
    const { rows } = await sql`
      select from pg_stat_activity
      where usename = 'exeunt_site' and datname = current_database()`.execute(installation.db)
    return rows.length === 0
  })
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(installation.db)
  deepEqual(rows, [{ deadlocks: 0 }])
})

test('where the disk is full each of a group is told to come back, and is in as soon as there is room', async () => {
  await using installation = await anInstallation()
  await installation.fillDisk()
  const { putIn } = inGroups(installation.site)
  const rows = Array.from({ length: 40 }, (_, nth) => rowOf({ who: nth, said: 0 }, 0))
  const outcomes = await Promise.allSettled(rows.map((row) => putIn(DOORS.web, row)))
  const refused = outcomes.filter((one) => one.status === 'rejected')
  ok(refused.length >= 30)
  for (const { reason } of refused) ok(isDatabaseAway(reason))
  equal((await installation.ids()).length, rows.length - refused.length)
  await installation.makeRoom()
  await Promise.all(rows.map((row) => putIn(DOORS.web, row)))
  equal((await installation.ids()).length, 40)
})

test('who comes alone waits for nobody; two hundred at once share a few commits', async () => {
  await using installation = await anInstallation()
  const { putIn } = inGroups(installation.site)
  await putIn(DOORS.web, rowOf({ who: 1_000, said: 0 }, 0))
  equal(await installation.commits(), 1)
  await Promise.all(
    Array.from({ length: 200 }, (_, nth) => putIn(DOORS.web, rowOf({ who: nth, said: 0 }, 0))),
  )
  // One for her who came alone; the first of the others does not go ahead of those who came in the same turn.
  equal(await installation.commits(), 1 + Math.ceil(200 / 32))
  equal((await installation.ids()).length, 201)
})

test('while the database is away each of a group is told so, and none is sent on alone', async () => {
  await using db = databaseAway()
  const { putIn } = inGroups(db)
  for (const round of [1, 2]) {
    const sent = Array.from({ length: 5 }, (_, nth) => putIn(DOORS.web, rowOf({ who: nth, said: round }, 0)))
    await Promise.all(sent.map((one) => rejects(one, /ECONNREFUSED/)))
  }
})

interface Sent {
  readonly who: number
  readonly said: number
}

const anySent: fc.Arbitrary<Sent> = fc.record({
  who: fc.nat({ max: 20 }),
  said: fc.nat({ max: 1 }),
})

/** By its sender its id and her code are the same; by what she says its content is another. */
function rowOf({ who, said }: Sent, run: number): SubmissionRow {
  const hasCode = who % 2 === 0
  const derived = (what: string) => createHash('sha256').update(`${run} ${who} ${what}`).digest()
  const id = derived('id').toString('hex').slice(0, 32)
  return {
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    day: '2026-11-30' as Day,
    box: BOX,
    sealed: Buffer.from('SAMPLE'),
    digest: derived(`said ${said}`),
    language: 'en',
    home: null,
    wayBack: hasCode ? { hash: derived('code'), replyRecipient: REPLY_RECIPIENT } : null,
    contact: hasCode ? { box: BOX, sealed: Buffer.from('SAMPLE') } : null,
  }
}

function isContested(sent: readonly Sent[], nth: number): boolean {
  return sent.some(({ who, said }) => who === sent[nth]?.who && said !== sent[nth].said)
}

async function anInstallation() {
  const installation = await freshDatabase()
  const { db } = installation
  await db
    .insertInto('vault.box')
    .values({ id: BOX, class: 'draft', branch: 'centre', week: '2026-W48', recipient: 'age1pq1test' })
    .execute()
  return Object.assign(installation, {
    site: installation.openAs('exeunt_site'),
    /** Of what was taken in. */
    async commits(): Promise<number> {
      const { rows } = await sql<{ commits: number }>`
        select count(distinct xmin::text)::int as commits from intake.submission`.execute(db)
      return rows[0]?.commits ?? 0
    },
    /** In the middle of a group: what a server says whose disk takes no more. */
    async fillDisk(): Promise<void> {
      await sql`
        create function public.full() returns trigger language plpgsql as $$ begin
          if (select count(*) from intake.return_code) >= 5 then raise sqlstate '53100'; end if;
          return new;
        end $$`.execute(db)
      await sql`
        create trigger full_disk before insert on intake.return_code
        for each row execute function public.full()`.execute(db)
    },
    makeRoom: () => sql`drop trigger full_disk on intake.return_code`.execute(db),
    async everything() {
      const { rows } = await sql`
        select s.id, s.channel, s.box, cause, language, code.hash, contact.sealed
        from intake.submission s join intake.pending on pending.submission = s.id
        left join intake.return_code code on code.submission = s.id
        left join intake.contact contact on contact.submission = s.id
        order by s.id`.execute(db)
      return rows
    },
    async ids(): Promise<string[]> {
      const rows = await db.selectFrom('intake.submission').select('id').orderBy('id').execute()
      return rows.map(({ id }) => id)
    },
  })
}
