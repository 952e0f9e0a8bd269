import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Hono } from 'hono'
import { stderrLogger } from '#basics'
import { type Database } from '#db'
import { localeFor } from '#i18n'
import { CENTRE, type Role, ROLES, type Session } from '#staff'
import { deskDeps } from '../../test/installation/desk.ts'
import { databaseAway, formOn } from '../../test/away.ts'
import { deskApp } from './app.ts'
import { whatIsLacking } from './shell/guard.ts'
import { type RouteName, ROUTES } from './areas.ts'
import { type Route } from './shell/contract.ts'

const ORIGIN = 'https://desk.example.org'
const FAILING = new Proxy({} as Database, {
  get() {
    throw new Error('the database was asked')
  },
})
const ROWS: [string, Route][] = Object.entries(ROUTES)

test('nothing of the desk is served to a stranger but what the table calls public', async () => {
  const app = desk()
  for (const [name, route] of ROWS.filter(([, { standing }]) => standing !== 'public')) {
    const response = await app.request(at(route), { method: route.method, headers: { Origin: ORIGIN } })
    assert.equal(response.status, route.method === 'GET' ? 303 : 401, name)
  }
})

test('every path that is served stands in the table', () => {
  const known = new Set(ROWS.map(([, { method, path }]) => `${method} ${path}`))
  for (const { method, path } of desk().routes) {
    if (method === 'ALL' || path === '/assets/*') continue // headers and compression, which open no door
    assert.ok(known.has(`${method} ${path.replace(/\{.*?\}/, '')}`), `${method} ${path}`)
  }
})

test('no page of another origin can post, whatever the route', async () => {
  for (const [name, route] of ROWS.filter(([, { method }]) => method === 'POST')) {
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: 'https://desk.example.org.evil.example' },
      { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const response = await desk().request(at(route), { method: 'POST', headers })
      assert.equal(response.status, 403, name)
    }
  }
})

const SOMEBODY: Session = {
  member: 'm',
  name: 'Heron',
  roles: [],
  state: 'admitted',
  passkey: 'p',
  passkeys: 2,
  overdue: false,
  fresh: true,
}

/** What an admitted member with a fresh touch may do with each role, beside what everybody admitted may. */
const DOORS: Record<Role, readonly RouteName[]> = {
  reviewer: [
    'caseNext',
    'caseDecide',
    'caseUndo',
    'caseEarlier',
    'caseContact',
    'caseReturn',
    'entryCorrect',
    'languagesRead',
    'replies',
  ],
  operator: ['inPersonPage', 'declarePage', 'declareSend'],
  issuer: [
    'certificatesPage',
    'certificates',
    'certificateOpen',
    'certificatePapers',
    'certificateSay',
    'certificateDecline',
    'certificateDraft',
    'certificatePrepare',
    'certificateContent',
    'certificateIssue',
    'certificateFile',
    'certificateHandOver',
    'certificateChange',
    'certificateRecords',
  ],
  approver: [
    'requestAnswer',
    'oversightPage',
    'oversight',
    'lookSendBack',
    'certificateDraft',
    'certificateContent',
    'certificateIssue',
  ],
  head: [
    'teamInvite',
    'branchChange',
    'roleAsk',
    'roleTake',
    'requestAnswer',
    'oversightPage',
    'oversight',
    'certificatesPage',
    'certificates',
  ],
  administrator: [
    'certificatesPage',
    'certificates',
    'branchOpen',
    'branchChange',
    'teamInvite',
    'teamRemove',
    'teamReturn',
    'auditPage',
    'acts',
    'oversightPage',
    'oversight',
    'alarmsOpen',
    'alarmSee',
    'canaryPlace',
    'roleAsk',
    'roleTake',
    'requestAnswer',
  ],
}

test('every route, for every role, at the member’s own branch and at another', () => {
  const free = ROWS.filter(([, { roles }]) => !roles).map(([name]) => name)
  for (const role of ROLES) {
    const branch = role === 'administrator' ? CENTRE : 'paris'
    const session = { ...SOMEBODY, roles: [{ role, branch }] }
    const open = (at: string) =>
      ROWS.filter(([, route]) => {
        const named = route.path.includes(':branch') ? at : null
        return whatIsLacking(route, session, named) === null
      }).map(([name]) => name)
    assert.deepEqual(open('paris').toSorted(), [...free, ...DOORS[role]].toSorted(), role)
    const elsewhere = ROWS.filter(([, { path }]) => path.includes(':branch')).map(([name]) => name)
    const lost = role === 'administrator' ? [] : elsewhere
    assert.deepEqual(
      open('lyon').toSorted(),
      [...free, ...DOORS[role]].filter((name) => !lost.includes(name)).toSorted(),
      `${role}, at another branch`,
    )
  }
})

test('every role opens something', () => {
  for (const role of ROLES)
    assert.ok(
      ROWS.some(([, { roles }]) => roles?.includes(role)),
      role,
    )
})

test('a newcomer, and a touch that is long ago, open less', () => {
  const all = { ...SOMEBODY, roles: ROLES.map((role) => ({ role, branch: CENTRE })) }
  const open = (session: Session | null) =>
    ROWS.filter(([, route]) => whatIsLacking(route, session, null) === null).map(([name]) => name)
  const having = (...standings: Route['standing'][]) =>
    ROWS.filter(([, { standing }]) => standings.includes(standing)).map(([name]) => name)
  assert.deepEqual(open(null), having('public'))
  assert.deepEqual(open({ ...all, state: 'waiting' }), having('public', 'session'))
  assert.deepEqual(open({ ...all, fresh: false }), having('public', 'session', 'admitted'))
  assert.deepEqual(
    open(all),
    ROWS.map(([name]) => name),
  )
  assert.equal(whatIsLacking(ROUTES.teamInvite, { ...all, fresh: false }), 'touch-needed')
})

test('while the database is away whoever sends the form at a branch has it back, and a page and a call say so', async () => {
  await using db = databaseAway()
  const app = desk(db)
  const headers = { Origin: ORIGIN, Cookie: '__Host-s=somebody' }
  const sent = { p0n: 'SAMPLE <林>', words: 'one\ntwo "three"', do: 'send' }
  const form = await app.request(at(ROUTES.declareSend), {
    method: 'POST',
    headers,
    body: new URLSearchParams(sent),
  })
  const told = await form.text()
  assert.equal(form.status, 503)
  assert.ok(told.includes(localeFor('en', { sample: false }).t('in-person-not-taken')))
  assert.deepEqual(Object.fromEntries(formOn(told)), sent)
  const page = await app.request(at(ROUTES.teamPage), { headers })
  assert.deepEqual([page.status, page.headers.get('content-type')], [503, 'text/html; charset=UTF-8'])
  const call = await app.request(at(ROUTES.team), {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: '{}',
  })
  assert.deepEqual([call.status, await call.json()], [503, { outcome: 'failed' }])
})

/** A desk whose database fails whoever asks it, if nothing else is said: what is refused is refused before any query. */
function desk(db: Database = FAILING): Hono {
  return deskApp(deskDeps({ db, origin: ORIGIN, logger: stderrLogger }))
}

function at({ path }: Route): string {
  return `${ORIGIN}${path.replace(':language', 'en').replace(':file', 'none').replace(':branch', 'centre')}`
}
