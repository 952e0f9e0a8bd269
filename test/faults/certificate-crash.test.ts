// The power fails while a certificate is being signed, at every step; and the database fails at every statement. Nothing is ever
// signed that the installation does not know, what is not finished is not valid, and asking again finishes it.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { readStatusList } from '#proof'
import { issue } from '../../src/certificates/issuing/issue.ts'
import { publishLists } from '../../src/certificates/issuing/lists.ts'
import { type TestCertificates, DESK_ORIGIN, openCertificates } from '../installation/with-certificates.ts'
import { becomes } from './becomes.ts'
import type { Step } from './certificate-process.ts'
import { CENTRE_ORIGIN } from '../installation/site.ts'
import { startNode, endOf } from '../installation/run.ts'

const PROCESS = fileURLToPath(new URL('certificate-process.js', import.meta.url))
const STEPS: readonly Step[] = ['draft', 'intent', 'signature', 'second-signature', 'page', 'commit']

test('killed at any step, it leaves nothing that is signed and unknown, and goes on where it stopped', async (t) => {
  await using installation = await openCertificates()
  for (const step of STEPS) {
    await t.test(step, async () => {
      const { approval, text } = await agreed(installation)
      await dieAt(installation, { step, approval, text })
      const intents = await intentsOf(installation, approval)
      equal(intents.length, step === 'draft' ? 0 : 1)
      equal((await issuedOf(installation, approval)).length, 0)
      const [begun] = intents
      // Whatever left the process before it died is a certificate that every list calls revoked.
      if (begun) equal(await stateAt(installation, begun.index), 'revoked')

      const finished = await issue(installation.deps, { approval, text })
      ok(finished.outcome === 'issued', JSON.stringify(finished))
      if (begun) equal(finished.number, begun.number, 'under the number that it had')
      const [intent] = await intentsOf(installation, approval)
      equal(await stateAt(installation, intent?.index ?? -1), 'valid')
      const again = await issue(installation.deps, { approval, text })
      deepEqual(again, { outcome: 'issued-already', number: finished.number })
    })
  }
})

test('whichever statement the database refuses, all of its step is undone, and asking again finishes it', async (t) => {
  await using installation = await openCertificates()
  // One that is superseded, so that every statement there is has something to do.
  const hers = await installation.person()
  const first = await agreed(installation, hers)
  equal((await issue(installation.deps, first)).outcome, 'issued')
  for (const table of ['certificates.place', 'certificates.intent', 'certificates.issued', 'audit.act']) {
    await t.test(table, async () => {
      const { approval, text } = await agreed(installation, hers)
      await failing(installation, table, () =>
        rejects(issue(installation.deps, { approval, text }), /SAMPLE fault/),
      )
      equal((await issuedOf(installation, approval)).length, 0)
      const standing = await sql<{ count: number }>`
        select count(*)::int as count from certificates.state where state = 'valid'`.execute(
        installation.database.db,
      )
      equal(standing.rows[0]?.count, 1, 'the one before has not ended without the new one')
      equal((await issue(installation.deps, { approval, text })).outcome, 'issued')
    })
  }
  await t.test('certificates.change', async () => {
    const { approval, text } = await agreed(installation, hers)
    await failing(installation, 'certificates.change', () =>
      rejects(issue(installation.deps, { approval, text }), /SAMPLE fault/),
    )
    equal((await issuedOf(installation, approval)).length, 0, 'never two that are valid')
    equal((await issue(installation.deps, { approval, text })).outcome, 'issued')
  })
})

test('two who hand the same content in at once get one certificate', async () => {
  await using installation = await openCertificates()
  const { approval, text } = await agreed(installation)
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => issue(installation.deps, { approval, text })))
  equal((await issuedOf(installation, approval)).length, 1)
  ok(outcomes.some((one) => one.status === 'fulfilled' && one.value.outcome === 'issued'))
})

async function agreed(
  installation: TestCertificates,
  applicant?: Awaited<ReturnType<TestCertificates['person']>>,
): Promise<{ approval: string; text: string }> {
  const request = await installation.request(applicant ?? (await installation.person()))
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  return { approval, text }
}

async function dieAt(
  installation: TestCertificates,
  { step, approval, text }: { step: Step; approval: string; text: string },
): Promise<void> {
  const { db } = installation.database
  if (step === 'commit') await waitOn(installation, 'certificates.issued')
  const told = {
    step,
    url: installation.database.url('exeunt_issue'),
    directory: installation.directory,
    folder: join(installation.ledger.home, 'public'),
    origin: CENTRE_ORIGIN,
    deskOrigin: DESK_ORIGIN,
    approval,
    text,
  }
  const child = startNode([PROCESS, JSON.stringify(told)])
  const ended = endOf(child)
  if (step === 'commit') {
    await becomes('the row waits to be committed', async () => {
      const { rows } = await sql`
        select from pg_stat_activity where query like '%certificates.issued%' and wait_event = 'PgSleep'
          and datname = current_database()`.execute(db)
      return rows.length > 0
    })
    child.kill('SIGKILL')
    // A server notices that somebody has died when it next writes to her.
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity where query like '%certificates.issued%'
        and wait_event = 'PgSleep' and datname = current_database()`.execute(db)
  }
  const { signal, output } = await ended
  equal(signal, 'SIGKILL', `it did not die: ${output}`)
  if (step === 'commit') {
    await sql`drop trigger waits on certificates.issued`.execute(db)
    await becomes('its connection is gone', async () => {
      const { rows } = await sql`
        select from pg_stat_activity where query like '%certificates.issued%' and wait_event = 'PgSleep'
          and datname = current_database()`.execute(db)
      return rows.length === 0
    })
  }
}

async function waitOn({ database }: TestCertificates, table: string): Promise<void> {
  await sql`
    create or replace function public.waits() returns trigger language plpgsql as $$
    begin perform pg_sleep(600); return new; end $$`.execute(database.db)
  await sql`create trigger waits before insert on ${sql.raw(table)} for each row execute function public.waits()`.execute(
    database.db,
  )
}

async function failing(
  { database }: TestCertificates,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  const { db } = database
  await sql`
    create or replace function public.fails() returns trigger language plpgsql as $$
    begin raise exception 'SAMPLE fault'; end $$`.execute(db)
  await sql`create trigger fails before insert on ${sql.raw(table)} for each row execute function public.fails()`.execute(
    db,
  )
  await work()
  await sql`drop trigger fails on ${sql.raw(table)}`.execute(db)
}

function intentsOf({ database }: TestCertificates, approval: string) {
  return database.db
    .selectFrom('certificates.intent')
    .select(['number', 'index'])
    .where('approval', '=', approval)
    .execute()
}

function issuedOf({ database }: TestCertificates, approval: string) {
  return database.db
    .selectFrom('certificates.issued as issued')
    .innerJoin('certificates.intent as intent', 'intent.number', 'issued.number')
    .select('issued.number')
    .where('intent.approval', '=', approval)
    .execute()
}

async function stateAt({ deps }: TestCertificates, index: number) {
  await publishLists(deps)
  const list = await readStatusList(Buffer.from(deps.folder.get('status/1') ?? []).toString())
  return list.stateAt(index)
}
