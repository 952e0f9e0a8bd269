import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Hono } from 'hono'
import { Secret, stderrLogger, systemClock, systemRandom } from '#basics'
import { type Database } from '#db'
import { type Session } from '#staff'
import { deskApp } from './app.ts'
import { whatIsLacking } from './guard.ts'
import { type Route, ROUTES } from './routes.ts'

const ORIGIN = 'https://desk.example.org'
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

test('each standing opens its own doors and no others', () => {
  const reviewer: Session = {
    member: 'm',
    name: 'Heron',
    role: 'reviewer',
    state: 'admitted',
    holder: 'c',
    fresh: true,
  }
  const people: Record<string, Session | null> = {
    stranger: null,
    newcomer: { ...reviewer, state: 'waiting' },
    'reviewer whose touch is old': { ...reviewer, fresh: false },
    reviewer,
    administrator: { ...reviewer, role: 'administrator' },
  }
  const open = (session: Session | null) =>
    ROWS.filter(([, route]) => whatIsLacking(route, session) === null).map(([name]) => name)
  const counts = Object.entries(people).map(([who, session]) => [who, open(session).length])
  const all = ROWS.length
  const administrators = ROWS.filter(([, route]) => route.administrator).length
  const forStrangers = ROWS.filter(([, { standing }]) => standing === 'public').length
  const fresh = ROWS.filter(([, route]) => route.standing === 'fresh' && !route.administrator).length
  assert.deepEqual(Object.fromEntries(counts), {
    stranger: forStrangers,
    newcomer: forStrangers + 1,
    'reviewer whose touch is old': all - administrators - fresh,
    reviewer: all - administrators,
    administrator: all,
  })
  assert.equal(whatIsLacking(ROUTES.teamAdmit, { ...reviewer, fresh: false }), 'touch-needed')
})

/** A desk whose database fails whoever asks it: what is refused is refused before any query. */
function desk(): Hono {
  const db = new Proxy({} as Database, {
    get() {
      throw new Error('the database was asked')
    },
  })
  const demo = { member: '', identity: new Secret('never shown'), recipient: '' }
  return deskApp({
    db,
    clock: systemClock,
    random: systemRandom,
    logger: stderrLogger,
    origin: ORIGIN,
    budget: { hour: 20, day: 120 },
    timeZone: 'Asia/Shanghai',
    sample: false,
    assets: new Map(),
    demo,
  })
}

function at({ path }: Route): string {
  return `${ORIGIN}${path.replace(':language', 'en').replace(':file', 'none')}`
}
