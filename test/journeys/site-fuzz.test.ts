// No input of any kind makes the site fail, or answer without its headers: every route, method and field, with what no page
// of ours sends. Routes come from the application, fields and buttons from its pages and sources: a new one is tried as well.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  BODIES,
  type Door,
  doorsOf,
  faultsOf,
  FORM_TYPE,
  HOSTILE,
  namesIn,
  pathWith,
} from '../hostile-fields.ts'
import { COMPLETE, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'

let installation: TestInstallation
let doors: Door[]
before(async () => {
  installation = await openTestInstallation()
  doors = doorsOf(installation.app)
})
after(() => installation[Symbol.asyncDispose]())

const VALUES = Object.values(HOSTILE)
/** Of a field alone: what a number, an id, a name and a database would each stumble over. */
const ALONE = [
  HOSTILE['not a number'],
  HOSTILE['a larger number'],
  HOSTILE['text with NUL'],
  HOSTILE['half a surrogate pair'],
]
const QUERY = namesIn('src/site', [/queryField\(c, '([\w-]+)'\)/g])
const READ = namesIn('src/{site,declaring}', [
  /\.get\('([\w-]+)'\)/g,
  /(?:field|text|ticked)\('([\w-]+)'\)/g,
  /name="([\w-]+)"/g,
])
const ACTS = [
  ...namesIn('src/{site,declaring}', [/(?:act === |case )'([\w-]+)'/g, /value="([\w-]+)"/g]),
  'fetch',
  'anonymous',
  'remove-1',
  'none',
]

interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly type?: string
}

function ask({ method, path, body, type }: Asked): Response | Promise<Response> {
  const headers = type === undefined || type === '' ? {} : { 'Content-Type': type }
  return installation.app.request(path, { method, headers, ...(body !== undefined && { body }) })
}

test('no address makes the site fail, whatever stands in its path and its query', async () => {
  ok(doors.length > 30 && QUERY.length >= 2 && READ.length > 20 && ACTS.length > 20, 'something is looked at')
  const asked = doors
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) =>
      VALUES.flatMap((value) => {
        const query = QUERY.map((name) => `${name}=${value}`).join('&')
        const paths = path.includes(':') ? [pathWith(path, value)] : []
        return [...paths, `${pathWith(path, '1')}?${query}&${value}=${value}&x[]=${value}`]
      }),
    )
  const twice = QUERY.map((name) => `/en/register?${name}=1&${name}=2`)
  const all = [...asked, ...twice].filter((path) => URL.canParse(path, 'http://x'))
  deepEqual(
    await faultsOf(
      all.map((path) => ({ method: 'GET', path })),
      ask,
    ),
    [],
  )
})

test('no method and no body of another kind makes the site fail', async () => {
  const paths = [...new Set(doors.map(({ path }) => pathWith(path, '1')))]
  const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'HEAD', 'POST'].flatMap((method) =>
    paths.map((path) => ({ method, path })),
  )
  const bodies = doors
    .filter(({ method }) => method === 'POST')
    .flatMap(({ path }) =>
      BODIES.map(([type, body]) => ({ method: 'POST', path: pathWith(path, '1'), type, body })),
    )
  deepEqual(await faultsOf([...methods, ...bodies], ask), [])
})

test('no field of any form makes the site fail, whatever is in it, at whichever button, with a code that is known', async () => {
  const code = await declareAndRegister(installation, { certificate: 'on' })
  const known = await post(installation, '/en/return', { code, do: 'look' })
  equal(known.status, 200)
  for (const { path } of doors.filter(({ method }) => method === 'POST')) {
    const token = /name="token" value="([^"]+)"/.exec((await get(installation, path)).text)?.[1] ?? ''
    const base = { ...COMPLETE, code, token }
    const body = (differing: Record<string, string>) =>
      Object.entries({ ...base, ...differing })
        .map(([name, value]) => `${name}=${name in differing ? value : encodeURIComponent(value)}`)
        .join('&')
    const fields = [...new Set([...READ, ...Object.keys(COMPLETE)])].filter((name) => name !== 'do')
    // Each act with everything hostile but the code; and each field alone, where everything else is as a page sends it.
    const acts = ACTS.flatMap((act) =>
      VALUES.map((value) =>
        body({
          ...Object.fromEntries(fields.map((name) => [name, value])),
          code: base.code.replaceAll(' ', '+'),
          token,
          do: act,
        }),
      ),
    )
    const alone = fields.flatMap((name) =>
      [...ALONE, `1&${name}=2`].map((value) =>
        body({ do: path.endsWith('declare') ? 'add' : 'say', [name]: value }),
      ),
    )
    const all = [...acts, ...alone].map((sent) => ({ method: 'POST', path, type: FORM_TYPE, body: sent }))
    deepEqual(await faultsOf(all, ask), [], path)
  }
})
