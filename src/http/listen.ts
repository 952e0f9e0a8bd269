import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { type Asked, askedOf, type Given, writeGiven } from './given.ts'
import { plainHeaders } from './security-headers.ts'
import { watchPace } from './watch-pace.ts'

export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** What is found by its address alone, as bytes; undefined: `fetch` has it. It never rejects. */
  readonly first?: (address: string, asked: Asked) => Given | Promise<Given> | undefined
}

interface ListenOptions {
  readonly port: number
  readonly hostname: string
  /** Other processes listen on this port too, and the system deals visitors out among them. Linux alone has it. */
  readonly isShared?: boolean
  /** What to say to a request that cannot be read, in every language: its own is not known yet. */
  readonly refusal: string
  /** And to one that comes too slowly to be waited for. */
  readonly tooSlow?: string
  readonly pace?: Pace
}

/** In each of these stretches of time at least so much of a body comes in, or all of it. */
export interface Pace {
  readonly windowMs: number
  readonly leastBytes: number
}

/** The slowest line on which anybody got through: 2 KiB a second. A pause of some seconds is forgiven. */
const PACE: Pace = { windowMs: 20_000, leastBytes: 40 * 1024 }

export interface Listening extends AsyncDisposable {
  readonly port: number
}

/**
 * Serve `app` on a loopback port; a reverse proxy or tor stands before it in production.
 *
 * The limits are those under which 300 dripping connections were seen to be closed while honest
 * visitors noticed nothing. How long a body may take follows its size and its pace: 3 MB on a slow line
 * are waited for, and a drip is not.
 */
export async function listen(app: App, options: ListenOptions): Promise<Listening> {
  const { refusal, tooSlow = refusal, pace = PACE, hostname, isShared = false } = options
  const errorHandler = () => new Response(refusal, { status: 400, headers: headersOf(refusal) })
  // Whoever names no host, as old probes do, asks the host that she reached.
  const answer = getRequestListener(app.fetch, { hostname, errorHandler })
  const server = createServer(LIMITS, (request, response) => {
    if (!namesItsHost(request)) {
      response.writeHead(400, { ...headersOf(refusal), Connection: 'close' }).end(refusal)
      return
    }
    if (bringsBody(request)) {
      watchPace(request, response, {
        ...pace,
        onSlow: () => refuse(request.socket, { status: REFUSALS.slow, words: tooSlow }),
      })
    } else if (PLAIN_HOST.test(request.headers.host ?? '')) {
      const found = app.first?.(request.url ?? '', askedOf(request))
      if (found instanceof Promise) {
        void found.then((one) => writeGiven(response, one))
        return
      }
      if (found) {
        writeGiven(response, found)
        return
      }
    }
    void answer(request, response)
  })
  server.maxConnections = 1_000
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, headersOf(refusal)).end(refusal)
  })
  server.on('clientError', (cause: Error, socket: Duplex) => {
    const code = 'code' in cause ? String(cause.code) : ''
    if (code === 'ECONNRESET') socket.destroy()
    else if (code === 'ERR_HTTP_REQUEST_TIMEOUT') refuse(socket, { status: REFUSALS.slow, words: tooSlow })
    else
      refuse(socket, {
        status: code === 'HPE_HEADER_OVERFLOW' ? REFUSALS.large : REFUSALS.malformed,
        words: refusal,
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: options.port, host: hostname, reusePort: isShared }, resolve)
  })
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: () => close(server) }
}

const LIMITS = {
  headersTimeout: 5_000,
  // Of bodies `watchPace` takes care.
  requestTimeout: 0,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8_192,
  // Node.js would refuse without our headers; so we look ourselves.
  requireHostHeader: false,
}

function headersOf(words: string): Record<string, string> {
  const length = String(Buffer.byteLength(words))
  return { ...plainHeaders(), 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': length }
}

const REFUSALS = {
  malformed: '400 Bad Request',
  slow: '408 Request Timeout',
  large: '431 Request Header Fields Too Large',
}

/** Once, and in HTTP/1.1 always (RFC 9112, section 3.2): of two, another program would believe the other one. */
function namesItsHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (HOST.test(rawHeaders[at] ?? '')) hosts += 1
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0')
}

const HOST = /^host$/i
/** What is written otherwise goes the long way, where it is looked at. */
const PLAIN_HOST = /^[a-z0-9._-]+(?::\d{1,5})?$/

/** Whoever says neither how long it is nor that it comes in chunks brings none (RFC 9112, 6.3). */
function bringsBody({ headers }: IncomingMessage): boolean {
  return 'content-length' in headers || 'transfer-encoding' in headers
}

/** How long whoever is still sending is heard, so that the answer reaches her before the connection breaks. */
const HEARD_OUT_MS = 1_000

/** Answer what never became a request, and let the connection go: whoever drips would hold it open. */
function refuse(socket: Duplex, { status, words }: { status: string; words: string }): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const headers = { ...headersOf(words), Connection: 'close' }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${words}`)
  setTimeout(() => socket.destroy(), HEARD_OUT_MS).unref()
}

/**
 * Stop taking connections, let answers under way finish for a moment, then cut the rest. Whoever asks again on
 * an open connection is answered for the last time there: a browser that goes on asking would keep us for ever.
 */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close')
    })
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 2_000).unref()
  })
}
