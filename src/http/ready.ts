import { hash } from 'node:crypto'
import { encode, type Effort, type Encoding, encodingFor, ENCODINGS } from './encoding.ts'
import { type Asked, type Given, given, type PlainHeaders } from './given.ts'

/**
 * An answer that is the same for whoever asks, as bytes. Each of its encodings is made when it is first asked for, and kept with it.
 * Of a request it reads the method, which encodings are taken, and which state of the answer is known already: a mirror asks so.
 */
export interface Ready {
  /** How much memory it may come to take, in all its encodings. */
  readonly sizeBytes: number
  to(asked: Asked): Given
}

export interface ReadyParts {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly headers: PlainHeaders
  readonly status?: number
  /** `never`: its length would tell something, or it is compressed already. */
  readonly packed: Effort | 'never'
}

/** What is smaller fits into one packet whatever is done to it. */
const PACKED_FROM_BYTES = 1_024

interface Form {
  readonly whole: Given
  readonly head: Given
  /** That nothing has changed. */
  readonly unchanged: Given
  /** Strong: of these bytes, so each encoding has its own (RFC 9110, 8.8.3). The same for everybody who asks. */
  readonly etag: string
}

export function ready({ bytes, headers, status = 200, packed }: ReadyParts): Ready {
  const offered = packed === 'never' || bytes.length < PACKED_FROM_BYTES ? [] : ENCODINGS
  const effort = packed === 'never' ? 'often' : packed
  const forms = new Map<Encoding | 'identity', Form>()

  const formIn = (encoding: Encoding | 'identity'): Form => {
    const made = forms.get(encoding)
    if (made) return made
    const form = formOf({ body: encode(bytes, { encoding, effort }), encoding, headers, status, offered })
    forms.set(encoding, form)
    return form
  }

  return {
    // Compressed, a text comes to a third of itself at most, in each of three ways.
    sizeBytes: bytes.length * (offered.length > 0 ? 2 : 1) + OVERHEAD_BYTES,
    to({ method, header }) {
      const isRead = method === 'GET' || method === 'HEAD'
      // What answers a form stands on pages of one size, which are not compressed.
      const form = formIn(
        isRead && offered.length > 0 ? encodingFor(header('accept-encoding'), offered) : 'identity',
      )
      if (isRead && status === 200 && isKnown(header('if-none-match'), form.etag)) return form.unchanged
      return method === 'HEAD' ? form.head : form.whole
    },
  }
}

/** Headers and names, about. */
const OVERHEAD_BYTES = 4_096

function formOf({
  body,
  encoding,
  headers,
  status,
  offered,
}: {
  body: Uint8Array<ArrayBuffer>
  encoding: Encoding | 'identity'
  headers: PlainHeaders
  status: number
  offered: readonly Encoding[]
}): Form {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, ETAG_CHARACTERS)}"`
  const known = {
    ...(offered.length > 0 && { Vary: 'Accept-Encoding' }),
    ...(status === 200 && { ETag: etag }),
  }
  const all = {
    ...headers,
    ...known,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    'Content-Length': String(body.length),
  }
  const ofTheAnswer = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_BODY.test(name)))
  return {
    etag,
    whole: given({ status, headers: all, body: [body] }),
    head: given({ status, headers: all, body: [] }),
    unchanged: given({ status: 304, headers: { ...ofTheAnswer, ...known }, body: [] }),
  }
}

/** 128 bits. */
const ETAG_CHARACTERS = 22
const OF_THE_BODY = /^content-(?:type|encoding|length|disposition)$/i

/** Whether the answer that somebody has is this one (If-None-Match: RFC 9110, 13.1.2; compared weakly, as it says). */
export function isKnown(named: string | undefined, etag: string): boolean {
  if (named === undefined) return false
  return named.trim() === '*' || (named.match(/"[^"]*"/g)?.some((known) => known === etag) ?? false)
}
