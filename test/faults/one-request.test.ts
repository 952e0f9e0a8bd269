// No single request keeps the site from answering others: while each of the worst that we know is answered, somebody else
// asks again and again whether the site is there, and hardly waits longer than without it.
import { ok } from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { FORM_MAX_BYTES } from '#declaring'
import { PICTURE_MAX_BYTES } from '#certificates'
import { completeFor } from '../journeys/by-wire.ts'
import { patience } from '../patience.ts'
import { type SiteProcess, openServedSite } from '../installation/site-process.ts'
import { ask, connections, openForm } from './visitor.ts'

/** On a quiet machine. */
const MOST_MS = 50
/** Somebody else's process may come between once, and not each time. */
const ROUNDS = 6

let installation: Awaited<ReturnType<typeof openServedSite>>
let site: SiteProcess
before(async () => {
  installation = await openServedSite()
  site = installation.site
})
after(() => installation?.[Symbol.asyncDispose]())

interface Hostile {
  readonly what: string
  readonly path: string
  readonly type?: string
  /** Where it is refused before anybody reads it. */
  readonly expected?: number
  readonly body?: () => Promise<string | Uint8Array> | string | Uint8Array
}

const LIST_BYTES = FORM_MAX_BYTES - 2_048
const MARKS = '%CC%81%CC%A3'
const MULTIPART = 'multipart/form-data; boundary=a'
const NAMES = Array.from({ length: 200 }, (_, at) => `${'"'.repeat(40)}林小雨${at}`)

const WORST: readonly Hostile[] = [
  { what: 'a list of as many as fit', path: '/en/declare', body: () => pasted('a,') },
  {
    what: 'a list of the shortest names',
    path: '/zh-hans/declare',
    body: () => pasted('%E5%BC%A0%E4%B8%89%E3%80%81'),
  },
  {
    what: 'a list of names with what each leaves',
    path: '/zh-hant/declare',
    body: () => pasted('%E5%BC%A0%E4%B8%89%E9%80%80%E5%85%9A%0A'),
  },
  { what: 'a list of brackets', path: '/en/declare', body: () => pasted('(') },
  { what: 'a list of lines', path: '/zh-hans/declare', body: () => pasted('1%E3%80%81%0A') },
  { what: 'a list of marks', path: '/en/declare', body: () => pasted(MARKS) },
  { what: 'words of marks', path: '/en/declare', body: () => sending({ words: MARKS }) },
  { what: 'a name of marks', path: '/en/declare', body: () => sending({ p0n: MARKS }) },
  {
    what: 'words that become four times as many',
    path: '/en/declare',
    body: () => sending({ words: '%E3%8F%82' }, 4_000),
  },
  { what: 'words of nearly an address', path: '/en/declare', body: () => sending({ words: 'a' }, 4_000) },
  { what: 'two hundred people', path: '/zh-hant/declare', body: () => people('send') },
  { what: 'two hundred people once more', path: '/zh-hant/declare', body: () => people('add') },
  { what: 'a form of nothing but fields', path: '/en/declare', body: () => fields(80_000), expected: 400 },
  { what: 'an address of nothing but fields', path: `/en/register?${'a&'.repeat(3_800)}` },
  { what: 'a code of everything', path: '/en/return', body: () => `do=look&code=${MARKS.repeat(5_000)}` },
  {
    what: 'a number of everything',
    path: '/en/look-up',
    body: () => `number=${'0'.repeat(2_000)}&code=${'-'.repeat(2_000)}`,
  },
  {
    what: 'a form of nothing but parts',
    path: '/en/certificate',
    type: MULTIPART,
    body: () => parts(PART),
    expected: 400,
  },
  {
    what: 'a form of nothing but an end',
    path: '/en/certificate',
    type: MULTIPART,
    body: () => parts('\r\n--'),
  },
  { what: 'a picture', path: '/en/certificate', type: MULTIPART, body: picture },
]

for (const hostile of WORST)
  test(`${hostile.what} keeps nobody else waiting`, async (t) => {
    let least = Infinity
    for (let round = 0; round < ROUNDS && least > MOST_MS; round += 1)
      least = Math.min(least, (await longestWait(hostile)) ?? Infinity)
    report(t, least)
    ok(least <= patience(MOST_MS), `somebody waited ${Math.round(least)} ms each time`)
  })

function report(t: TestContext, waitedMs: number): void {
  t.diagnostic(`others waited ${Math.round(waitedMs)} ms at most`)
}

/** How long the unluckiest waited who asked while it was answered, in the best of rounds without the machine's own hiccups. */
async function longestWait({ path, type, body, expected }: Hostile): Promise<number> {
  const agent = connections(1)
  const isThere = async () => {
    const begun = performance.now()
    await ask(`${site.origin}/healthz`, { agent })
    return performance.now() - begun
  }
  await isThere()
  const sent = await body?.()
  let answered = false
  const answer = ask(`${site.origin}${path}`, {
    ...(sent !== undefined && { body: sent }),
    ...(type !== undefined && { headers: { 'content-type': type } }),
  }).finally(() => (answered = true))
  let longest = 0
  while (!answered) longest = Math.max(longest, await isThere())
  longest = Math.max(longest, await isThere())
  agent.destroy()
  const { status } = await answer
  ok(status === 200 || status === 422 || status === expected, `answered ${status}`)
  return longest
}

function pasted(unit: string): string {
  return `people=1&do=paste&lk=real&lw=asked&la=on&ll=on&list=${filled(unit, LIST_BYTES)}`
}

async function sending(fields: Record<string, string>, times?: number): Promise<string> {
  const long = Object.entries(fields).map(
    ([name, unit]) => `&${name}=${times === undefined ? filled(unit, LIST_BYTES) : unit.repeat(times)}`,
  )
  const token = await openForm(site.origin)
  const name = 'p0n' in fields ? '' : '&p0n=SAMPLE'
  return `do=send&token=${token}&people=1&p0k=pseudonym&p0y=on&p0w=self&show=counted${name}${long.join('')}`
}

async function people(act: string): Promise<string> {
  const token = await openForm(site.origin)
  return String(new URLSearchParams({ ...completeFor(NAMES), token, do: act }))
}

function fields(count: number): string {
  return Array.from({ length: count }, (_, at) => at.toString(36))
    .join('=&')
    .slice(0, LIST_BYTES)
}

const PART = '--a\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'

function parts(unit: string): string {
  return `${PART}${filled(unit, PICTURE_MAX_BYTES)}\r\n--a--\r\n`
}

function picture(): Uint8Array {
  const head =
    '--a\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\nContent-Type: image/png\r\n\r\n'
  return Buffer.concat([Buffer.from(head), new Uint8Array(PICTURE_MAX_BYTES), Buffer.from('\r\n--a--\r\n')])
}

function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / unit.length))
}
