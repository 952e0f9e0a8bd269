// No input of any kind makes the desk fail, or answer without its headers: every route with the session of a member who may
// do everything, every field of what it reads with what no page of ours sends.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { ROLES } from '#staff'
import { deskDeps } from '../../test/installation/desk.ts'
import { ID, SAMPLES } from '../../test/desk-samples.ts'
import { BODIES, faultsOf, FORM_TYPE, HOSTILE, pathWith } from '../../test/hostile-fields.ts'
import { passkeyOf } from '../../test/members.ts'
import { silent } from '../../test/template-db.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { hashToken } from '../staff/token.ts'
import { deskApp } from './app.ts'
import { type RouteName, ROUTES } from './areas.ts'
import { type Route } from './shell/contract.ts'

const ORIGIN = 'https://desk.example.org'
const TOKEN = 'a'.repeat(43)
const ROWS = Object.entries(ROUTES) as [RouteName, Route][]

let installation: Awaited<ReturnType<typeof openDesk>>
before(async () => {
  installation = await openDesk()
})
after(() => installation[Symbol.asyncDispose]())

test('no address makes the desk fail, whatever stands in its path and its query', async () => {
  const query = ['number', 'before', 'after', 'branches']
  const asked = ROWS.filter(([, { method }]) => method === 'GET').flatMap(([, { path }]) =>
    Object.values(HOSTILE).flatMap((value) => [
      pathWith(path, value),
      `${pathWith(path, 'centre')}?${query.map((name) => `${name}=${value}`).join('&')}&${value}=${value}`,
    ]),
  )
  const twice = query.map((name) => `/en/team?${name}=1&${name}=2`)
  const all = [...asked, ...twice]
    .filter((path) => URL.canParse(path, ORIGIN))
    .map((path) => ({ method: 'GET', path }))
  deepEqual(await faultsOf(all, installation.ask), [])
})

test('no method and no body of another kind makes the desk fail', async () => {
  const others = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'GET', 'POST'].flatMap((method) =>
    ROWS.map(([, { path }]) => ({ method, path: pathWith(path, 'centre') })),
  )
  const bodies = ROWS.filter(([name, { method }]) => method === 'POST' && name !== 'signOut').flatMap(
    ([, { path }]) =>
      BODIES.map(([type, body]) => ({ method: 'POST', path: pathWith(path, 'centre'), type, body })),
  )
  deepEqual(
    await faultsOf(
      [...others.filter(({ path }) => !path.endsWith('/sign-out')), ...bodies],
      installation.ask,
    ),
    [],
  )
})

test('no field of anything that the desk’s script sends makes the desk fail', async () => {
  const faults: string[] = []
  for (const [name, { path, method }] of ROWS) {
    const sample = SAMPLES[name]
    if (method !== 'POST' || sample === undefined) continue
    const at = { method, path: pathWith(path, 'centre'), type: 'application/json' }
    const { status } = await installation.ask({ ...at, body: JSON.stringify(sample) })
    if (status === 400 || status === 401) faults.push(`${name} does not understand its sample: ${status}`)
    const asked = [sample, ...mutations(sample)].map((body) => ({ ...at, body: JSON.stringify(body) }))
    faults.push(...(await faultsOf(asked, installation.ask)).map((fault) => `${name} ${fault}`))
  }
  deepEqual(faults, [], installation.errors.map(String).join('\n'))
})

test('each route that reads what a script sends is among those that are tried so', () => {
  const without = ROWS.filter(
    ([name, route]) =>
      route.method === 'POST' && name !== 'signOut' && !('form' in route) && !(name in SAMPLES),
  )
  deepEqual(
    without.map(([name]) => name),
    [],
  )
})

test('no field of the form at a branch makes the desk fail', async () => {
  const path = pathWith(ROUTES.declareSend.path, 'centre')
  const page = await (await installation.ask({ method: 'GET', path })).text()
  const fields = [...new Set([...page.matchAll(/name="([\w-]+)"/g)].map(([, name = '']) => name))]
  ok(fields.length > 10, 'the form is there')
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const bodies = ['send', 'add', 'paste', 'ready', 'next', 'speak-en', 'speak-x'].flatMap((act) =>
    Object.values(HOSTILE).map(
      (value) =>
        `token=${token}&do=${act}&${fields
          .filter((one) => !['do', 'token'].includes(one))
          .map((one) => `${one}=${value}`)
          .join('&')}`,
    ),
  )
  const asked = bodies.map((body) => ({ method: 'POST', path, type: FORM_TYPE, body }))
  deepEqual(await faultsOf(asked, installation.ask), [])
  equal(installation.errors.length, 0)
})

interface Asked {
  readonly method: string
  readonly path: string
  readonly type?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
}

const WRONG: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e21,
  0.5,
  Number.MAX_SAFE_INTEGER,
  '',
  'a\0b',
  '\ud800',
  'a'.repeat(3_000),
  '\u0301\u0323'.repeat(100),
  '__proto__',
  ID,
  [],
  [null],
  {},
  { length: 5 },
]

/** The sample with each of its parts wrong, missing, or joined by one more. */
function mutations(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [...WRONG]
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  const withPart = (at: string | number, part: unknown) =>
    Array.isArray(value) ? value.with(Number(at), part) : { ...value, [at]: part }
  const withoutPart = (at: string | number) =>
    Array.isArray(value) ? value.filter((_, other) => other !== at) : { ...value, [at]: undefined }
  return [
    ...WRONG,
    ...(Array.isArray(value) ? [[...value, ...value]] : [{ ...value, more: 1 }]),
    ...parts.flatMap(([at, part]) => [
      withoutPart(at),
      ...mutations(part).map((wrong) => withPart(at, wrong)),
    ]),
  ]
}

async function openDesk() {
  const cases = await openInstallationOfCases({ people: { heron: { roles: ROLES }, crane: {} } })
  await cases.arrive(2)
  await sql`insert into staff.session (token_hash, member, credential, started_at, last_seen_at, verified_at)
    values (${hashToken(TOKEN)}, ${cases.id('heron')}, ${passkeyOf('heron')}, now(), now(), now())`.execute(
    cases.db,
  )
  const errors: unknown[] = []
  const app = deskApp(
    deskDeps({
      db: cases.desk,
      origin: ORIGIN,
      budget: { hour: 10_000, day: 10_000 },
      logger: {
        ...silent,
        error: (event, cause) => errors.push([event, cause instanceof Error ? cause.stack : cause]),
      },
    }),
  )
  return Object.assign(cases, {
    errors,
    ask: ({ method, path, type, body }: Asked): Response | Promise<Response> => {
      const headers = { Origin: ORIGIN, Cookie: `__Host-s=${TOKEN}`, ...(type && { 'Content-Type': type }) }
      return app.request(ORIGIN + path, { method, headers, ...(body !== undefined && { body }) })
    },
  })
}
