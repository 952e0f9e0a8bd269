// A visitor as the site sees one: pages asked for and forms sent over HTTP, and nothing else known of the installation.
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { type Language, type MessageKey, localeFor } from '#i18n'
import { within } from '../patience.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Asking {
  readonly body?: string | Uint8Array
  readonly headers?: Record<string, string>
  readonly agent?: Agent
  /** On a quiet machine. */
  readonly limitMs?: number
}

/** A browser's connections: kept open, and opened anew when the other side has gone. */
export function connections(most: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: most })
}

/** Ask for a page, or send a form. Rejects where a browser would say that the site cannot be reached. */
export function ask(
  url: string,
  { body, headers = {}, agent, limitMs = 30_000 }: Asking = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const form =
    body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }
  const sent = request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...form, ...headers },
    ...(agent && { agent }),
  })
  const timer = within(limitMs, () => sent.destroy(new Error('the visitor gave up waiting')))
  sent.once('error', reject)
  sent.once('close', () => timer.end())
  sent.once('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.once('error', reject)
    response.once('end', () => {
      // An answer that was cut off is no answer.
      if (!response.complete) return reject(new Error('the answer was cut off'))
      const { statusCode = 0, headers } = response
      resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString('utf8') })
    })
  })
  sent.end(body)
  return promise
}

/** What a visitor fills in. One person, who leaves the Pioneers for herself, unless said otherwise. */
export interface Filled {
  readonly name: string
  readonly words?: string
  readonly contact?: string
  readonly nocode?: boolean
}

/** The form's hidden token: the client key. */
export function tokenIn({ body }: Answer): string {
  return /name="token" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

export async function openForm(
  origin: string,
  { language = 'en', agent }: { language?: Language; agent?: Agent } = {},
): Promise<string> {
  const page = await ask(`${origin}/${language}/declare`, agent ? { agent } : {})
  const token = tokenIn(page)
  if (page.status !== 200 || token === '') throw new Error(`no form: ${page.status}`)
  return token
}

export function declaration(
  token: string,
  { name, words = '', contact = '', nocode = false }: Filled,
): string {
  const form = new URLSearchParams({ do: 'send', token, people: '1', website: '' })
  for (const [field, value] of Object.entries({
    p0n: name,
    p0k: 'pseudonym',
    p0y: 'on',
    p0w: 'self',
    words,
    contact,
    show: 'name-and-words',
  })) {
    form.set(field, value)
  }
  if (nocode) form.set('nocode', 'on')
  return String(form)
}

export function send(
  origin: string,
  form: string | Uint8Array,
  { language = 'en', ...asking }: Asking & { language?: Language } = {},
): Promise<Answer> {
  return ask(`${origin}/${language}/declare`, { ...asking, body: form })
}

/** Come back with a code and press a button. Needs a form's token for whatever adds something. */
export function comeBack(
  origin: string,
  {
    code,
    act = 'look',
    token = '',
    answer = '',
    ...asking
  }: Asking & { code: string; act?: string; token?: string; answer?: string },
): Promise<Answer> {
  return ask(`${origin}/en/return`, {
    ...asking,
    body: String(new URLSearchParams({ do: act, code, token, answer })),
  })
}

/** The return code on the page that says "received", in digits; undefined on every other page. */
export function codeIn({ status, body }: Answer): string | undefined {
  return status === 200
    ? /<p class="digits"[^>]*>([\d ]+)<\/p>/.exec(body)?.[1]?.replaceAll(' ', '')
    : undefined
}

export function codeWordsIn({ body }: Answer): string[] {
  const list = /<ol class="words"[^>]*>(.*?)<\/ol>/s.exec(body)?.[1] ?? ''
  return [...list.matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1] ?? '')
}

/** Whether a page says a phrase of the catalogue, in its language. Phrases with figures in them are not for this. */
export function says({ body }: Answer, key: MessageKey, language: Language = 'en'): boolean {
  const text = body
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  return text.includes(localeFor(language, { sample: false }).t(key))
}
