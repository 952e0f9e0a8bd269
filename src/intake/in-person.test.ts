// Declarations taken down at a branch, at the database: who may, once, and what is left of it afterwards.
import { deepEqual, equal, match, notDeepEqual, ok, rejects, throws } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#basics'
import { type Door, DOORS } from '#channels'
import { deskKeyOf, deskKeys, keepDeskKey, loadDeskKey, loadInstallationKeys, returnCodeWords } from '#vault'
import { openBranchRow, recipientOf } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { findCode, submit } from './index.ts'
import { someKeys } from '../../test/installation/keys.ts'
import { TIME_ZONE } from '../../test/installation/time.ts'
import { intakeDeps } from '../../test/installation/site.ts'
import { insertBox } from '../../test/installation/boxes.ts'
import { enrolAll } from '../../test/installation/staff.ts'

const HERE = { clock: systemClock, timeZone: TIME_ZONE }

test('an operator takes down at her own open branch alone, and nobody else anywhere', async () => {
  await using installation = await aBranch()
  equal((await installation.takeDown('Osprey', 'paris')).outcome, 'received')
  await rejects(installation.takeDown('Osprey', 'lyon'), /no operator of this branch/)
  await rejects(installation.takeDown('Heron', 'paris'), /no operator of this branch/, 'an administrator')
  await rejects(
    installation.takeDown('Wren', 'paris'),
    /no operator of this branch/,
    'a reviewer of that branch',
  )
  await installation.db.updateTable('staff.branch').set({ closed: true }).where('id', '=', 'paris').execute()
  await rejects(installation.takeDown('Osprey', 'paris'), /no operator of this branch/, 'once it is closed')
})

test('nobody hands in by a door that is not hers, whatever she says that it is', async () => {
  await using installation = await aBranch()
  const db = installation.openAs('exeunt_site')
  const site = intakeDeps(db, { ...HERE, keys: installation.keys })
  for (const door of [DOORS.branch, DOORS.import, { ...DOORS.web, id: 'nowhere' }]) {
    const sent = { clientKey: randomBytes(32), submission: SUBMISSION, wantsCode: true }
    const refused = submit({ ...sent, door: { ...door, usedBy: 'anybody' } }, site)
    await rejects(refused, /not everybody's door/, `the site, by ${door.id}`)
    await rejects(submit({ ...sent, door: { ...door, usedBy: 'operator' } }, site), /permission denied/)
  }
  for (const door of [DOORS.web, DOORS.import]) {
    const refused = installation.takeDown('Osprey', 'paris', { door: { ...door, usedBy: 'operator' } })
    await rejects(refused, /not an operator's door/, `an operator, by ${door.id}`)
  }
  await rejects(installation.takeDown('Osprey', 'paris', { door: DOORS.web }), /permission denied/)
  deepEqual(await installation.rows(), { submissions: 0, waiting: 0, codes: 0, acts: 0 })
})

test('the same form is one declaration with one code, however often it is sent and whatever falls down between', async () => {
  await using installation = await aBranch()
  const nonce = randomBytes(32)
  const sent = await Promise.all(
    Array.from({ length: 8 }, () => installation.takeDown('Osprey', 'paris', { nonce })),
  )
  const codes = sent.map((one) => (one.outcome === 'received' && one.code ? wordsOf(one.code) : one.outcome))
  equal(new Set(codes).size, 1)
  equal(
    (await installation.takeDown('Osprey', 'paris', { nonce, words: 'SAMPLE other' })).outcome,
    'sent-before',
  )

  // Cut off in the middle, with everything inserted and nothing committed.
  const cut = randomBytes(32)
  const held = await installation.holdActs()
  const failed = rejects(installation.takeDown('Osprey', 'paris', { nonce: cut }))
  await held.endWhoWaits()
  await failed
  await held.release()
  deepEqual(await installation.rows(), { submissions: 1, waiting: 1, codes: 1, acts: 1 })
  equal((await installation.takeDown('Osprey', 'paris', { nonce: cut })).outcome, 'received')
  deepEqual(await installation.rows(), { submissions: 2, waiting: 2, codes: 2, acts: 2 })
})

test('a code given at the desk is found at the site, with keys that the desk has not', async (t) => {
  await using installation = await aBranch()
  const taken = await installation.takeDown('Osprey', 'paris')
  ok(taken.outcome === 'received' && taken.code)
  const typed = wordsOf(taken.code)
  const site = { db: installation.openAs('exeunt_site'), keys: installation.keys }
  const known = await installation.db
    .selectFrom('intake.return_code')
    .select('hash')
    .executeTakeFirstOrThrow()
  deepEqual(Buffer.from((await findCode(typed, site)).hash), known.hash)

  const dir = await mkdtemp(join(tmpdir(), 'keys-'))
  t.after(() => rm(dir, { recursive: true }))
  const secrets = join(dir, 'secrets')
  const keys = loadInstallationKeys(secrets)
  await t.test('the desk’s key is made from the installation’s, and by nobody else', () => {
    rejectsMissing(() => loadDeskKey(secrets))
    keepDeskKey(secrets, keys)
    keepDeskKey(secrets, keys)
    deepEqual(loadDeskKey(secrets).reveal(), deskKeyOf(keys).reveal())
    // A disk that lost half of it keeps nobody from opening: it can be made again.
    writeFileSync(join(secrets, 'desk.key'), deskKeyOf(keys).reveal().subarray(0, 9))
    throws(() => loadDeskKey(secrets), /9 bytes/)
    keepDeskKey(secrets, keys)
    deepEqual(loadDeskKey(secrets).reveal(), deskKeyOf(keys).reveal())
    const own = deskKeys(loadDeskKey(secrets))
    for (const name of ['code', 'once', 'form'] as const)
      notDeepEqual(own[name].reveal(), keys[name].reveal(), name)
  })
})

test('of who took it down, and where, nothing is left in the clear but an act with a day and a branch', async () => {
  await using installation = await aBranch()
  await installation.takeDown('Osprey', 'paris')
  const [submission] = await installation.db.selectFrom('intake.submission').selectAll().execute()
  deepEqual([submission?.channel, submission?.box], ['branch', installation.box])
  const act = await installation.db
    .selectFrom('audit.act')
    .selectAll()
    .where('what', '=', 'taken-in')
    .executeTakeFirstOrThrow()
  deepEqual([act.who, act.record], [installation.id('Osprey'), 'paris'])
  match(
    new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, timeStyle: 'medium' }).format(act.at),
    /^00:00:00$/,
  )
  const [waiting] = await installation.db.selectFrom('intake.pending').selectAll().execute()
  deepEqual([waiting?.branch, waiting?.taken_by], ['centre', installation.id('Osprey')])
})

test('nobody reviews what she took down herself, though it be her own branch’s', async () => {
  await using installation = await aBranch()
  const owl = installation.id('Owl')
  equal((await installation.takeDown('Owl', 'centre')).outcome, 'received')
  const mine = installation.as('Owl')
  const { id } = await installation.db.selectFrom('intake.submission').select('id').executeTakeFirstOrThrow()
  deepEqual(await mine.selectFrom('intake.pending').selectAll().execute(), [], 'it is not in her queue')
  await rejects(
    sql`insert into review.lock values (${id}, ${owl}, now(), 0)`.execute(mine),
    /row-level security/,
  )
  await rejects(
    sql`insert into review.decision (submission, sequence, member, verdict, reason, day)
      values (${id}, 1, ${owl}, 'decline', 'not-understood', '2026-11-20')`.execute(mine),
    /row-level security/,
  )
  equal((await installation.as('Lark').selectFrom('intake.pending').selectAll().execute()).length, 1)
})

test('the desk puts nothing in but by that one function', async () => {
  await using installation = await aBranch()
  await rejects(
    sql`insert into intake.submission (id, channel, day, box, sealed, digest)
      values (${randomUUID()}, 'branch', '2026-11-20', ${installation.box}, '\\x00', ${randomBytes(32)})`.execute(
      installation.as('Osprey'),
    ),
    /permission denied/,
  )
  const deps = intakeDeps(installation.openAs('exeunt_site'), { ...HERE, keys: installation.keys })
  const web = { door: DOORS.web, clientKey: randomBytes(32), submission: SUBMISSION, wantsCode: true }
  equal((await submit(web, deps)).outcome, 'received', 'and the site goes its own way')
})

interface TakingDown {
  readonly nonce?: Uint8Array
  readonly words?: string
  readonly door?: Door
}

const SUBMISSION = {
  people: [
    {
      name: 'SAMPLE 林晓雨',
      nameKind: 'real',
      party: false,
      league: true,
      pioneers: false,
      basis: 'self',
      agreed: false,
    },
  ],
  words: 'SAMPLE',
  place: null,
  visibility: 'counted',
  wantsCertificate: false,
  contact: '',
  language: 'zh-hans',
} as const

/** Osprey is an operator in Paris, Wren a reviewer there; Heron administers; Owl does both at the centre, Lark reviews; Lyon is open, and nobody's of them. */
async function aBranch() {
  const installation = await freshDatabase()
  const { id, as } = await enrolAll(installation, {
    Heron: { roles: ['administrator'] },
    Osprey: { roles: ['operator'], branch: 'paris' },
    Wren: { branch: 'paris' },
    Owl: { roles: ['operator', 'reviewer'] },
    Lark: {},
  })
  await openBranchRow(installation.db, 'lyon')
  const box = await insertBox(installation.db, { recipient: recipientOf(3) })
  const keys = someKeys()
  const countOf = async (table: string, condition = sql`true`) => {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(table)} where ${condition}`.execute(installation.db)
    return rows[0]?.n
  }
  return Object.assign(installation, {
    id,
    as,
    box,
    keys,
    takeDown: (
      name: string,
      branch: string,
      { nonce = randomBytes(32), words = 'SAMPLE', door = DOORS.branch }: TakingDown = {},
    ) =>
      submit(
        {
          submission: { ...SUBMISSION, words },
          door,
          clientKey: nonce,
          wantsCode: true,
          takenDown: { branch, at: `SAMPLE ${branch}`, by: name },
        },
        intakeDeps(as(name), { ...HERE, keys: deskKeys(deskKeyOf(keys)) }),
      ),
    async rows() {
      return {
        submissions: await countOf('intake.submission'),
        waiting: await countOf('intake.pending'),
        codes: await countOf('intake.return_code'),
        acts: await countOf('audit.act', sql`what = 'taken-in'`),
      }
    },
    /** Hold the head of the acts, where everything else of a taking in is done. */
    async holdActs() {
      const { promise, resolve } = Promise.withResolvers<void>()
      const started = Promise.withResolvers<void>()
      const holding = installation.db.transaction().execute(async (tx) => {
        await sql`select from audit.head for update`.execute(tx)
        started.resolve()
        await promise
      })
      await started.promise
      return {
        async endWhoWaits() {
          for (;;) {
            const { rows } = await sql`
              select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock' and query like '%take_down%'`.execute(
              installation.db,
            )
            if (rows.length > 0) return
          }
        },
        async release() {
          resolve()
          await holding
        },
      }
    },
  })
}

function wordsOf(code: Parameters<typeof returnCodeWords>[0]): string {
  return returnCodeWords(code, 'en').join(' ')
}

function rejectsMissing(load: () => unknown): void {
  try {
    load()
  } catch (cause) {
    match(String(cause), /desk\.key is missing/)
    return
  }
  throw new Error('a key was made where there was none')
}
