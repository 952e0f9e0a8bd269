// Whoever wants to carry the installation away gets it by handfuls: every route of the desk, in an installation that has more of everything.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { PAGE } from '#oversight'
import { deskDeps } from '../../test/installation/desk.ts'
import { SAMPLES } from '../../test/desk-samples.ts'
import { openBranchRow, passkeyOf } from '../../test/members.ts'
import { drawSecondLooks } from '../../test/second-looks.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { hashToken } from '../staff/token.ts'
import { deskApp } from './app.ts'
import { ROWS_MOST } from './shell/more.ts'
import { type RouteName, ROUTES } from './areas.ts'
import { type Route } from './shell/contract.ts'

const ORIGIN = 'https://desk.example.org'
const TOKEN = 'a'.repeat(43)
const MORE = 60

/**
 * Keys, not records: a box is sealed to everybody who may open it, or it is sealed to too few. And what can be chosen: the names of
 * branches, which the public finds as well.
 */
const NO_ROWS: readonly string[] = ['neededBoxes.holders', 'keys', 'gives']

test('no route of the desk answers with more than fifty rows', async () => {
  await using installation = await openFullInstallation()
  const seen: Partial<Record<RouteName, number>> = {}
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    if (name === 'asset' || name === 'signOut') continue
    const answer = await installation.ask(route, FIRST_PAGES[name] ?? SAMPLES[name] ?? {})
    ok(answer.status < 500, `${name}: ${answer.status}`)
    ok(answer.status !== 400 || route.form, `${name} understands what it is sent`)
    const rows = route.method === 'GET' ? rowsOfPage(await answer.text()) : rowsOfReply(await answer.json())
    ok(rows <= ROWS_MOST, `${name} answers with ${rows} rows`)
    if (rows > 1) seen[name] = rows
  }
  // A page that shows nothing would pass as well.
  for (const name of ['team', 'branches', 'requests', 'acts'] as const)
    ok((seen[name] ?? 0) >= 36, `${name} shows ${seen[name]} rows`)
  equal(seen.oversight, PAGE, 'four tables to an answer')
})

test('what does not fit on a page is on the next ones, each row once', async () => {
  await using installation = await openFullInstallation()
  const acts: number[] = []
  for (let before: number | null | undefined = null; before !== undefined;) {
    const reply = (await (await installation.ask(ROUTES.acts, { before })).json()) as Acts
    acts.push(...reply.acts.map(({ number }) => number))
    before = reply.older ?? undefined
  }
  ok(acts.length >= 2 * MORE, `${acts.length} acts`)
  equal(new Set(acts).size, acts.length)
  const members: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const answer = await installation.ask(ROUTES.team, { after })
    const reply = (await answer.json()) as { members: { id: string }[]; next: string | null }
    members.push(...reply.members.map(({ id }) => id))
    after = reply.next
  }
  ok(members.length >= MORE + 3, `${members.length} members`)
  equal(new Set(members).size, members.length)
})

interface Acts {
  readonly acts: readonly { readonly number: number }[]
  readonly older: number | null
}

interface Overseen {
  readonly looks: { readonly rows: readonly { readonly submission: string; readonly maySendBack: boolean }[] }
}

test('an approver gives a case that two disagreed about to a third, at the desk', async () => {
  await using installation = await openFullInstallation()
  await installation.db.deleteFrom('intake.pending').execute()
  const { looks } = (await (
    await installation.ask(ROUTES.oversight, FIRST_PAGES.oversight)
  ).json()) as Overseen
  const submission = looks.rows.find(({ maySendBack }) => maySendBack)?.submission
  for (const outcome of ['sent-back', 'refused']) {
    const answer = await installation.ask(ROUTES.lookSendBack, { submission })
    deepEqual(await answer.json(), { outcome })
  }
  const { cause } = await installation.db
    .selectFrom('intake.pending')
    .select('cause')
    .where('submission', '=', submission ?? '')
    .executeTakeFirstOrThrow()
  equal(cause, 'second-look-disagrees')
})

test('nothing at the desk takes a name to look for', () => {
  const taking = Object.values(ROUTES).filter(({ path }) => /search|find|list|export|:name/.test(path))
  deepEqual(taking, [])
})

/** What is asked where a list begins. */
const FIRST_PAGES: Partial<Record<RouteName, unknown>> = {
  acts: { before: null },
  oversight: { alarms: null, branches: '', reviewers: '', looks: null },
}

/** Rows of tables, and whatever else a page repeats: requests and branches. */
function rowsOfPage(html: string): number {
  const tables = [...html.matchAll(/<tbody[^>]*>(.*?)<\/tbody>/gs)].map(([body]) => body).join('')
  return (tables.match(/<tr[ >]/g)?.length ?? 0) + (html.match(/class="request"/g)?.length ?? 0)
}

/** The longest list in a reply, wherever it stands. */
function rowsOfReply(reply: unknown, path = ''): number {
  if (typeof reply !== 'object' || reply === null) return 0
  const own = Array.isArray(reply) && !NO_ROWS.includes(path) ? reply.length : 0
  const below = Object.entries(reply).map(([name, value]) =>
    rowsOfReply(value, Array.isArray(reply) ? path : path === '' ? name : `${path}.${name}`),
  )
  return Math.max(own, ...below)
}

/** More than sixty of everything, and Heron who may do everything. */
async function openFullInstallation() {
  const installation = await openInstallationOfCases({
    people: {
      heron: { roles: ['administrator', 'reviewer', 'approver', 'head'] },
      wang: {},
      chen: {},
    },
  })
  const { db } = installation
  await sql`insert into staff.member (name, state) select 'SAMPLE member ' || n, 'waiting' from generate_series(1, ${MORE}) n`.execute(
    db,
  )
  await sql`insert into staff.role (member, branch, role)
    select id, 'centre', 'reviewer' from staff.member where state = 'waiting'`.execute(db)
  await sql`update staff.member set state = 'admitted', admitted_by = ${installation.id('heron')} where state = 'waiting'`.execute(
    db,
  )
  for (let nth = 0; nth < MORE; nth += 1) await openBranchRow(db, `branch-${nth}`)
  await sql`
    insert into approvals.request (id, kind, act, requester, branch, credential, requested_at)
    select id, 'role', jsonb_build_object('id', id, 'kind', 'role', 'member', ${installation.id('chen')}::text, 'role', 'issuer',
      'branch', 'centre')::text, ${installation.id('wang')}, 'centre', ${passkeyOf('wang')}, now()
    from (select gen_random_uuid() as id from generate_series(1, ${MORE})) r`.execute(db)
  await drawSecondLooks(db, 1)
  const cases = await installation.arrive(MORE)
  for (const [table, member, verdict] of [
    ['review.decision', 'wang', 'decline'],
    ['review.second_verdict', 'chen', 'register'],
  ] as const)
    for (const submission of cases)
      await (
        table === 'review.decision'
          ? sql`insert into review.decision (submission, sequence, member, verdict, reason, day)
              values (${submission}, 1, ${installation.id(member)}, ${verdict}, 'not-understood', '2026-11-21')`
          : sql`insert into review.second_verdict (submission, member, verdict, day)
              values (${submission}, ${installation.id(member)}, ${verdict}, '2026-11-21')`
      ).execute(db)
  for (const submission of cases) {
    await sql`insert into oversight.alarm (submission, how) values (${submission}, 'read')`.execute(db)
    for (const what of ['case-opened', 'declined'])
      await sql`insert into audit.act (at, who, what, record) values (now(), ${installation.id('wang')}, ${what}, ${submission})`.execute(
        db,
      )
  }
  await sql`insert into staff.session (token_hash, member, credential, started_at, last_seen_at, verified_at)
    values (${hashToken(TOKEN)}, ${installation.id('heron')}, ${passkeyOf('heron')}, now(), now(), now())`.execute(
    db,
  )
  const app = deskApp(deskDeps({ db: installation.desk, origin: ORIGIN }))
  const headers = { Origin: ORIGIN, Cookie: `__Host-s=${TOKEN}`, 'Content-Type': 'application/json' }
  const get = (path: string) => app.request(ORIGIN + path, { headers })
  return Object.assign(installation, {
    get,
    ask({ method, path }: Route, body: unknown) {
      const at = path.replace(':language', 'en').replace(':branch', 'centre')
      return method === 'GET'
        ? get(at)
        : app.request(ORIGIN + at, { method, headers, body: JSON.stringify(body) })
    },
  })
}
