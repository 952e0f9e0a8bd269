import { type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type Duplex } from 'node:stream'
import { createAdaptorServer, type ServerType } from '@hono/node-server'

interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>
}

interface ListenOptions {
  readonly port: number
  readonly hostname: string
  /** What to say to a request that cannot be read, in every language: its own is not known yet. */
  readonly refusal: string
}

export interface Listening extends AsyncDisposable {
  readonly port: number
}

/**
 * Serve `app` on a loopback port; a reverse proxy or tor stands before it in production.
 *
 * The limits are those under which 300 dripping connections were seen to be closed while honest
 * visitors noticed nothing. `requestTimeout` leaves a list of two hundred people the time it needs
 * on a slow line; Node's own default would let a connection drip for five minutes.
 */
export async function listen(app: App, options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: 5_000,
      requestTimeout: 20_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
    },
  })
  if ('maxConnections' in server) server.maxConnections = 1_000
  server.on('clientError', (cause: Error, socket: Duplex) =>
    refuse(socket, { cause, words: options.refusal }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.hostname, resolve)
  })
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: () => close(server) }
}

const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answer what never became a request, and let the connection go: whoever drips would hold it open. */
function refuse(socket: Duplex, { cause, words }: { cause: Error; words: string }): void {
  const code = 'code' in cause ? String(cause.code) : ''
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const head = [
    `HTTP/1.1 ${REFUSALS[code] ?? '400 Bad Request'}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(words)}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${words}`, () => socket.destroy())
}

/**
 * Stop taking connections, let answers under way finish for a moment, then cut the rest. Whoever asks again on
 * an open connection is answered for the last time there: a browser that goes on asking would keep us for ever.
 */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close')
    })
    server.close(() => resolve())
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref()
  })
}
