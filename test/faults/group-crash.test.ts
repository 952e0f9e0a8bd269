// People whose declarations go to the disk together, by two processes of the site, when something dies at each step of that, or refuses them.
// Each goes on until she is told that hers is there. Nobody is lost, nobody is there twice, nobody is shown what is another's.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { type MessageKey } from '#i18n'
import { loadInstallationKeys, readReturnCode, returnCodeEntropy } from '#vault'
import { becomes } from './becomes.ts'
import { insist } from './crowd.ts'
import { type FragileDatabase, openFragileDatabase } from './fragile-database.ts'
import { intakeRows } from './intake-rows.ts'
import { openBox } from '../installation/boxes.ts'
import { type SiteProcess, startSite } from '../installation/site-process.ts'
import { type Answer, connections, declaration, openForm, says, tokenIn } from './visitor.ts'

const PEOPLE = 48
const LEAVE = 12

let database: FragileDatabase
let site: SiteProcess
let taken = 0
before(async () => {
  database = await openFragileDatabase()
  await using owner = database.openAsOwner()
  await openBox(owner)
  site = await startSite({ url: database.siteUrl, owner, processes: 2 })
})
after(async () => {
  await site?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

type Strike = () => Promise<void>

/** Each leaves the installation as whole as it was. */
const VICTIMS: Record<string, Strike> = {
  'one process of the site is': () => site.restart(0),
  'the whole site is': () => site.restart(),
  async 'PostgreSQL is'() {
    await database.kill()
    await database.comeBack()
  },
}

interface Struck {
  /** Everybody sends. */
  readonly arrive: () => Promise<void>
  readonly strike: Strike
}

/** Each sees to it that a group of several is at that step, and that it can go on. */
const STEPS: Record<string, (struck: Struck) => Promise<void>> = {
  async 'waits to begin'({ arrive, strike }) {
    await using held = await groupAt('intake.submission', arrive)
    await strike()
    await held.letGo()
  },
  async 'is half in'({ arrive, strike }) {
    await using held = await groupAt('intake.return_code', arrive)
    await strike()
    await held.letGo()
  },
  async 'is committed, and the site has not heard of it'({ arrive, strike }) {
    await using held = await groupAt('intake.return_code', arrive)
    const before = await submissions()
    database.fallSilent()
    await held.letGo()
    await becomes('the group is committed', async () => (await submissions()) > before)
    // Who is started anew finds a network.
    const back = strike()
    database.speakAgain()
    await back
  },
}

for (const [step, at] of Object.entries(STEPS))
  for (const [victim, strike] of Object.entries(VICTIMS))
    test(`${victim} killed while a group ${step}: everybody is in once, and has her own code`, async (t) => {
      let people: Sender[] = []
      await at({ arrive: async () => void (people = await gather(PEOPLE)), strike })
      const sendings = await told(people)
      t.diagnostic(`${PEOPLE} people sent ${sendings} times`)
      await allAreIn(PEOPLE)
      assert.ok(site.isRunning())
    })

test('who leaves before her answer keeps nobody from hers, and has hers when she comes back', async () => {
  await using held = await hold('intake.submission')
  const leaving = await gather(LEAVE)
  const staying = await gather(PEOPLE)
  await becomes('a form waits', async () => (await waiting()) > 0)
  for (const { agent } of leaving) agent.destroy()
  await held.letGo()
  await told(staying)
  await told(leaving)
  await allAreIn(LEAVE + PEOPLE)
})

test('one whom the database refuses is told so with her own form, and harms nobody of her group', async () => {
  const refused = await refuse('intake.contact', `raise exception 'SAMPLE'`)
  const held = await hold('intake.submission')
  const bad = await gather(4, { contact: 'SAMPLE' })
  const good = await gather(PEOPLE)
  await becomes('forms wait', async () => (await waiting()) > 1)
  await held.letGo()
  await told(good)
  await becomes('each of them was told', () => bad.every((one) => one.refused.length > 0))
  await refused.noMore()
  await told(bad, { status: 500, says: 'common-error-inside' })
  await allAreIn(4 + PEOPLE)
})

test('while the disk takes no more each of a group is told to come back, and is in as soon as there is room', async () => {
  const refused = await refuse('intake.return_code', `raise sqlstate '53100'`)
  const people = await gather(PEOPLE)
  await becomes('each of them was told', () => people.every((one) => one.refused.length > 0))
  await refused.noMore()
  await told(people)
  await allAreIn(PEOPLE)
})

interface Sender {
  readonly name: string
  readonly token: string
  readonly agent: ReturnType<typeof connections>
  readonly refused: Answer[]
  readonly insisting: ReturnType<typeof insist>
}

/** So many, each on a connection of her own, so that the system deals them out. */
async function gather(count: number, { contact = '' } = {}): Promise<Sender[]> {
  const forms = await Promise.all(Array.from({ length: count }, () => openForm(site.origin)))
  return forms.map((token, nth) => {
    const name = `Grouped ${taken}-${nth}-${count}`
    const agent = connections(1)
    const refused: Answer[] = []
    const form = declaration(token, { name, contact })
    const insisting = insist(site.origin, form, { agent, refused: (answer) => refused.push(answer) })
    insisting.catch(() => {})
    return { name, token, agent, refused, insisting }
  })
}

/** Wait for everybody's code, and hold it and what she was told before to her form. Returns how often they had to send. */
async function told(
  people: readonly Sender[],
  before: { status: number; says: MessageKey } = { status: 503, says: 'common-error-unavailable' },
): Promise<number> {
  const { once } = loadInstallationKeys(join(site.dataDir, 'secrets'))
  let sent = 0
  for (const { name, token, agent, refused, insisting } of people) {
    const { code, sendings } = await insisting
    sent += sendings
    const nonce = Buffer.from(token, 'base64url').subarray(0, 32)
    assert.deepEqual(
      readReturnCode(code)?.entropy,
      returnCodeEntropy(nonce, once),
      'the code of her own form',
    )
    for (const answer of refused) {
      assert.equal(answer.status, before.status)
      assert.ok(says(answer, before.says))
      assert.equal(tokenIn(answer), token, 'the form comes back, and can be sent again')
      const names = new Set(answer.body.match(/Grouped [\d-]+/g))
      assert.deepEqual([...names], [name], 'with her own words and nobody else’s')
    }
    agent.destroy()
  }
  return sent
}

async function allAreIn(count: number): Promise<void> {
  taken += count
  await using owner = database.openAsOwner()
  assert.deepEqual(await intakeRows(owner), {
    submissions: taken,
    codes: taken,
    pending: taken,
    followups: 0,
  })
}

async function submissions(): Promise<number> {
  await using owner = database.openAsOwner()
  return (await intakeRows(owner)).submissions
}

/** What PostgreSQL says, in the middle of a statement, to whoever puts something into a table. */
async function refuse(table: string, says: string): Promise<{ noMore(): Promise<void> }> {
  await using owner = database.openAsOwner()
  await sql`
    create or replace function public.refuse() returns trigger language plpgsql as ${sql.lit(`begin ${says}; end`)}`.execute(
    owner,
  )
  await sql`
    create trigger refuse before insert on ${sql.table(table)} for each row execute function public.refuse()`.execute(
    owner,
  )
  return {
    async noMore() {
      await using later = database.openAsOwner()
      await sql`drop trigger refuse on ${sql.table(table)}`.execute(later)
    },
  }
}

interface Held extends AsyncDisposable {
  letGo(): Promise<void>
}

/** Nobody puts anything into a table until it is let go. */
async function hold(table: string): Promise<Held> {
  const client = new pg.Client({ connectionString: database.ownerUrl() })
  // It is killed with its server.
  client.on('error', () => {})
  await client.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in exclusive mode`)
  let gone: Promise<void> | undefined
  const letGo = () => (gone ??= client.end().catch(() => {}))
  return { letGo, [Symbol.asyncDispose]: letGo }
}

/** Two statements of each of the two processes: whoever comes then waits in memory. */
const UNDER_WAY_MOST = 4

/** Holds a table when a group of several has come to it: the first to arrive, or those who waited for them together. */
async function groupAt(table: string, arrive: () => Promise<void>): Promise<Held> {
  const first = await hold(table)
  try {
    await arrive()
    const isGroup = async () => (await waiting({ moreThan: 1 })) > 0
    await becomes('a group waits, or everybody who may', async () => {
      return (await isGroup()) || (await waiting()) >= UNDER_WAY_MOST
    })
    if (await isGroup()) return first
    // Stands behind whoever waits now, and before whoever comes then.
    const second = hold(table)
    await becomes('the next one stands in line', async () => {
      await using owner = database.openAsOwner()
      const { rows } = await sql`
        select from pg_locks
        where not granted and mode = 'ExclusiveLock' and relation = ${table}::regclass`.execute(owner)
      return rows.length > 0
    })
    await first.letGo()
    const held = await second
    await becomes('a group waits', isGroup)
    return held
  } catch (cause) {
    await first.letGo()
    throw cause
  }
}

/** Statements of the site that wait for somebody else, with more than so many declarations in each. */
async function waiting({ moreThan = 0 } = {}): Promise<number> {
  await using owner = database.openAsOwner()
  const { rows } = await sql<{ query: string }>`
    select query from pg_stat_activity
    where usename = 'exeunt_site' and wait_event_type = 'Lock'`.execute(owner)
  return rows.filter(({ query }) => query.split('intake.take_in').length - 1 > moreThan).length
}
