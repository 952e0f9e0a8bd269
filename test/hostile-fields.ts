// What no page of ours sends: for every route that an application has, and every field that anything of it reads.
import { globSync, readFileSync } from 'node:fs'
import { type Hono } from 'hono'
import { FIRST_LANGUAGE, isLanguage } from '#i18n'

/** Values of a field, percent-encoded as they travel. */
export const HOSTILE = {
  nothing: '',
  'not a number': 'abc',
  'a number': '1',
  'a large number': '1e9',
  'a larger number': '9'.repeat(40),
  'a negative number': '-1',
  NUL: '%00',
  'text with NUL': 'a%00b',
  'half a surrogate pair': '%ED%A0%80',
  'half a character': '%E9%A',
  'no escape': '%zz',
  'a long text': 'a'.repeat(3_000),
  'marks without end': '%CC%81%CC%A3'.repeat(200),
  markup: '%22%3E%3Cscript%3E%27%3B--',
  'a name of the prototype': '__proto__',
  'a path': '..%2F..%2Fetc%2Fpasswd',
  'an id': '00000000-0000-4000-8000-000000000000',
} as const

export const FORM_TYPE = 'application/x-www-form-urlencoded'
/** Bodies that are no form, with what they are said to be. */
export const BODIES: readonly (readonly [type: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['', 'a=1'],
  ['text/plain', 'a=1'],
  ['application/json', '{"do":"send"}'],
  ['application/json', '[[[['.repeat(3_000)],
  ['application/json', `${'['.repeat(8_000)}${']'.repeat(8_000)}`],
  ['application/json', '{"a":"\\ud800"}'],
  ['application/json', '{"__proto__":{"a":1},"constructor":null}'],
  ['application/json', 'null'],
  ['application/json', '"a"'],
  ['multipart/form-data', 'x'],
  ['multipart/form-data; boundary=', 'x'],
  ['multipart/form-data; boundary=a', '--a--'],
  ['multipart/form-data; boundary=a', '--a\r\n'.repeat(3_000)],
  [
    'multipart/form-data; boundary=a',
    '--a\r\nContent-Disposition: form-data; name="do"\r\n\r\n\0\xff\r\n--a--\r\n',
  ],
  ['multipart/form-data; boundary=a; boundary=b', '--b--'],
  [`${FORM_TYPE}; charset=utf-16`, 'a=1'],
  [FORM_TYPE, Uint8Array.from([0x61, 0x3d, 0xff, 0xfe])],
  [FORM_TYPE, 'do=look&do=send'],
  [FORM_TYPE, 'do[]=look&code[a]=b&__proto__=1&constructor=2'],
  [FORM_TYPE, '&&&=&=&%'],
  [FORM_TYPE, '%00=%00'],
  [FORM_TYPE, Array.from({ length: 6_000 }, (_, at) => `f${at}=`).join('&')],
  [FORM_TYPE, 'a='.padEnd(400_000, 'b')],
]

export interface Door {
  readonly method: string
  readonly path: string
}

/** The routes of an application by method and path, those of other languages left out where they are the same. */
export function doorsOf(app: Pick<Hono, 'routes'>): Door[] {
  const found = new Map<string, Door>()
  for (const { method, path } of app.routes) {
    const [, language = ''] = path.split('/')
    const isSame = isLanguage(language) && language !== FIRST_LANGUAGE
    if (method === 'ALL' || path.includes('*') || isSame) continue
    found.set(`${method} ${path}`, { method, path })
  }
  return [...found.values()]
}

/** The path with this in the place of each parameter; a language stays one. */
export function pathWith(path: string, value: string): string {
  return path.replace(/:language(?:\{[^}]*\})?/, 'en').replaceAll(/:\w+(?:\{(?:[^{}]|\{[^}]*\})*\})?/g, value)
}

/** What the sources below a folder read by name, in whatever way: fields of forms, of addresses, and acts. */
export function namesIn(folder: string, patterns: readonly RegExp[]): string[] {
  const names = new Set<string>()
  for (const file of globSync(`${folder}/**/*.{ts,tsx}`).filter((path) => !path.includes('.test.')))
    for (const pattern of patterns)
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(pattern)) names.add(name)
  return [...names]
}

/** The first fault of an answer: a failure of ours, or a header that is not there. */
function faultOf(answer: Response): string | null {
  if (answer.status >= 500) return `answers ${answer.status}`
  const missing = EVERY_ANSWER.find((name) => !answer.headers.has(name))
  return missing === undefined ? null : `has no ${missing}`
}

const EVERY_ANSWER = [
  'Content-Security-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Cross-Origin-Opener-Policy',
  'Permissions-Policy',
  'Cache-Control',
]

/** Asks all of it, some at once, and says what was wrong with which. */
export async function faultsOf<Asked>(
  all: readonly Asked[],
  ask: (one: Asked) => Response | Promise<Response>,
): Promise<string[]> {
  const faults: string[] = []
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const fault = faultOf(await ask(one))
      if (fault !== null) faults.push(`${fault}: ${JSON.stringify(one).slice(0, 300)}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return faults.slice(0, 5)
}

const AT_ONCE = 16
