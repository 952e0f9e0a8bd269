import { type Child } from 'hono/jsx'
import { padPage } from '#html'
import {
  type Around,
  around,
  type Asked,
  type Given,
  pageHeaders,
  type PlainHeaders,
  type Ready,
  ready,
} from '#http'
import { invariant } from '#basics'
import { type Language } from '#i18n'
import { type Now } from './kept.ts'
import { type PageContext } from './page.tsx'
import { errorAnswer } from './pages/error/error-page.tsx'

export type Answered = Given | Promise<Given>

/** An address whose answer is made for nobody in particular. What is thrown is told in the language of `context`. */
export interface Served {
  readonly at: string
  readonly context: PageContext
  readonly answer: (asked: Asked) => Answered
}

interface Parts<States extends readonly unknown[]> {
  readonly at: (language: Language) => string
  /** All that it is made of, besides what never changes in a process. */
  readonly of: { readonly [Nth in keyof States]: Now<States[Nth]> }
  /** Null where there is nothing at this address now. */
  readonly show: (context: PageContext, ...states: States) => Child
  readonly headers?: PlainHeaders
  /** One size for whatever such a page says: it is never compressed. */
  readonly sizeBytes?: number
}

/**
 * A page that is the same for everybody: rendered once for each state of what it is made of, as bytes, and handed out as it is. It is given no
 * request, so nothing in it can depend on who asks (invariant: Nobody asks who asks).
 */
export function publicPage<const States extends readonly unknown[]>({
  at,
  of,
  show,
  headers = PAGE,
  sizeBytes,
}: Parts<States>): (context: PageContext) => Served {
  return (context) => {
    let kept: { readonly states: readonly unknown[]; readonly made: Ready } | undefined
    const make = (states: readonly unknown[]): Ready => {
      // They come from `of`, in its order.
      const shown = show(context, ...(states as States))
      if (shown === null) return errorAnswer(context, 'not-found')
      return readyPage(String(shown), { headers, sizeBytes, effort: of.length === 0 ? 'once' : 'often' })
    }
    const madeOf = (states: readonly unknown[]): Ready => {
      if (!kept || states.some((state, nth) => state !== kept?.states[nth]))
        kept = { states, made: make(states) }
      return kept.made
    }
    return {
      at: at(context.locale.language),
      context,
      answer(asked) {
        const states = of.map((now) => now())
        return states.some((state) => state instanceof Promise)
          ? Promise.all(states).then((known) => madeOf(known).to(asked))
          : madeOf(states).to(asked)
      },
    }
  }
}

/** What stands before the site may keep a page, and asks each time whether it is still the one; browsers keep none (RFC 9213). */
export const PAGE: PlainHeaders = {
  ...pageHeaders(),
  'Content-Type': 'text/html; charset=UTF-8',
  'CDN-Cache-Control': 'no-cache',
}

interface PageOptions {
  readonly headers?: PlainHeaders
  readonly sizeBytes?: number | undefined
  readonly effort: 'once' | 'often'
}

export function readyPage(html: string, { headers = PAGE, sizeBytes, effort }: PageOptions): Ready {
  return sizeBytes === undefined
    ? ready({ bytes: Buffer.from(html), headers, packed: effort })
    : ready({
        bytes: Buffer.from(padPage(html, sizeBytes)),
        headers: { ...headers, ...AS_IT_IS },
        packed: 'never',
      })
}

const AS_IT_IS: PlainHeaders = { 'Content-Encoding': 'identity' }

interface FormParts {
  readonly at: (language: Language) => string
  /** What differs each time, and stands once on the page. */
  readonly token: () => string
  readonly show: (context: PageContext, token: string) => Child
  readonly sizeBytes?: number
}

/**
 * A form that nobody has filled in yet: the same for everybody but for its token. No mirror may hand one token to two people, whose
 * declarations would then be one: nobody keeps it.
 */
export function publicForm({ at, token, show, sizeBytes }: FormParts): (context: PageContext) => Served {
  return (context) => {
    const make = (): Around => {
      const sample = token()
      const html = String(show(context, sample))
      const [before, after, more] = (sizeBytes === undefined ? html : padPage(html, sizeBytes)).split(sample)
      invariant(before !== undefined && after !== undefined && more === undefined, 'a form has one token')
      const headers = { ...FORM, ...(sizeBytes !== undefined && AS_IT_IS) }
      const packed = sizeBytes === undefined ? 'gzip' : 'never'
      return around({ before, after, gapBytes: sample.length, headers, packed })
    }
    let made: Around | undefined
    return {
      at: at(context.locale.language),
      context,
      answer: (asked) => (made ??= make()).to(asked, token()),
    }
  }
}

const FORM: PlainHeaders = { ...pageHeaders(), 'Content-Type': 'text/html; charset=UTF-8' }

/** A file of ours, which never changes in a process. */
export function publicFile({
  at,
  bytes,
  headers,
}: {
  readonly at: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly headers: PlainHeaders
}): (context: PageContext) => Served {
  const packed = TEXT.test(headers['Content-Type'] ?? '') ? 'once' : 'never'
  const file = ready({ bytes, headers: { ...pageHeaders(), ...headers }, packed })
  return (context) => ({ at, context, answer: (asked) => file.to(asked) })
}

/** What compression makes smaller. */
const TEXT = /^text\/|^application\/json|^image\/svg\+xml/
