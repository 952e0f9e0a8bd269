import { type IncomingMessage, type ServerResponse } from 'node:http'
import { type Context } from 'hono'

/** Plain, as it is written. */
export type PlainHeaders = Readonly<Record<string, string>>

/** As much of a request as an answer that is the same for everybody looks at. */
export interface Asked {
  readonly method: string
  /** Undefined where it was not sent. */
  readonly header: (name: 'accept-encoding' | 'if-none-match') => string | undefined
}

/** An answer that is bytes already. */
export interface Given {
  readonly status: number
  readonly headers: PlainHeaders
  /** The same, name after name and value after value: what the server writes with the least effort. */
  readonly written: string[]
  /** In pieces, which are sent one after the other; none at all where only the headers are given. */
  readonly body: readonly Uint8Array<ArrayBuffer>[]
}

export function given({ status, headers, body }: Omit<Given, 'written'>): Given {
  return { status, headers, body, written: Object.entries(headers).flat() }
}

/** The same as an answer of the router's. */
export function respond(
  c: Context,
  answer: (asked: Asked) => Given | Promise<Given>,
): Response | Promise<Response> {
  const { method, headers } = c.req.raw
  const found = answer({ method, header: (name) => headers.get(name) ?? undefined })
  return found instanceof Promise ? found.then(responseOf) : responseOf(found)
}

function responseOf({ status, headers, body }: Given): Response {
  return new Response(body.length === 0 ? null : Buffer.concat(body), { status, headers: { ...headers } })
}

export function askedOf({ method = '', headers }: IncomingMessage): Asked {
  return { method, header: (name) => headers[name] }
}

export function writeGiven(response: ServerResponse, { status, written, body }: Given): void {
  response.writeHead(status, written)
  // All of it in one packet, where it has room.
  response.cork()
  for (const piece of body) response.write(piece)
  response.end()
}
