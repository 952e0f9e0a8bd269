// The site without a browser: its forms sent as browsers send them, for what nobody has to look at.
import { localeFor } from '#i18n'
import { type TestInstallation } from '../installation/with-site.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** What differs from a complete form; an undefined field is not sent, as a box without its tick. */
type Differing = Record<string, string | undefined>

export async function get({ app }: TestInstallation, path: string): Promise<Answer> {
  return answerOf(await app.request(path))
}

/** Send a form of the site, with the token that its page gives. */
export async function post(installation: TestInstallation, path: string, fields: Differing): Promise<Answer> {
  const body = new URLSearchParams({ token: await tokenOf(installation, path) })
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value)
  return answerOf(await installation.app.request(path, { method: 'POST', body }))
}

/** The fields of a declaration for one person that lacks nothing. */
export const COMPLETE = {
  people: '1',
  do: 'send',
  p0n: 'Amina',
  p0k: 'pseudonym',
  p0w: 'self',
  p0l: 'on',
  words: '',
  place: '',
  show: 'name-and-words',
} as const

/** The same for several people, by their names. */
export function completeFor(names: readonly string[]): Record<string, string> {
  const people = names.flatMap((name, at): [string, string][] => [
    [`p${at}n`, name],
    [`p${at}k`, 'pseudonym'],
    [`p${at}w`, at === 0 ? 'self' : 'asked'],
    [`p${at}a`, 'on'],
    [`p${at}l`, 'on'],
  ])
  return { ...COMPLETE, people: String(names.length), ...Object.fromEntries(people) }
}

/** Declare in English; returns the return code in words, or '' where none was wanted. */
export async function declare(installation: TestInstallation, differing: Differing = {}): Promise<string> {
  const { status, text } = await post(installation, '/en/declare', { ...COMPLETE, ...differing })
  if (status !== 200 || !text.includes(`<h1>${localeFor('en', { sample: false }).t('done-title')}</h1>`))
    throw new Error(`not received: ${status}`)
  return [...text.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word).join(' ')
}

/** Declare, review and register at once: the entries of a test have the numbers they were made in. */
export async function declareAndRegister(
  installation: TestInstallation,
  differing: Differing = {},
): Promise<string> {
  const code = await declare(installation, differing)
  await installation.reviewer.registerAll()
  await installation.work()
  return code
}

async function tokenOf(installation: TestInstallation, path: string): Promise<string> {
  const { text } = await get(installation, path)
  return /name="token" value="([^"]+)"/.exec(text)?.[1] ?? ''
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, text: await response.text(), headers: response.headers }
}
