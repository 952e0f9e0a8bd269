import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type Logger, OperatorError } from '#basics'

/**
 * Why there is no answer. Closed list:
 * - `away`: nobody listens, or not in time
 * - `taken`: another process listens there already
 * - `bad-path`: the directory's path is too long for the address of a socket
 * - `refused`: what was sent is not understood, or the other side failed; its message says what it said
 */
export type SocketTrouble = 'away' | 'taken' | 'bad-path' | 'refused'

export class SocketError extends OperatorError {
  override name = 'SocketError'
  readonly code: SocketTrouble

  constructor(code: SocketTrouble, message: string) {
    super(message)
    this.code = code
  }
}

const SOCKET = 'socket'
/** Another account reaches it by the group of the directory. */
const SOCKET_MODE = 0o660
/** A path longer than this does not fit into the address of a socket (unix(7)). */
const MOST_PATH_BYTES = 107

interface Serving {
  readonly directory: string
  readonly logger: Logger
  /** The most that is read of what one caller sends. */
  readonly mostBytes: number
  /** What a caller is told where answering failed; never the message of a foreign error, which may quote what was sent. */
  readonly said: (cause: unknown) => string
  /** The word of the log for that. */
  readonly failed: string
}

/** Undefined for what is not understood. */
type Answer = (route: string, body: string) => Promise<object | undefined>

/**
 * Answer on the socket of a directory, until disposed of: JSON over HTTP, to whoever may pass through the directory. What is
 * behind it has no network, and no port that a page of a browser could reach.
 */
export async function serveLocal(answer: Answer, serving: Serving): Promise<AsyncDisposable> {
  const { directory, logger, mostBytes, said, failed } = serving
  const path = socketPath(directory)
  if (await isAnswered(directory)) throw new SocketError('taken', `another process answers at ${path}`)
  rmSync(path, { force: true })
  const server = createServer((asked, reply) => {
    readAll(asked, mostBytes)
      .then((body) => answer(asked.url ?? '', body))
      .then((found) => (found ? send(reply, 200, found) : send(reply, 400, { error: 'Not understood.' })))
      .catch((cause: unknown) => {
        logger.error(failed, cause)
        send(reply, 500, { error: cause instanceof SocketError ? cause.message : said(cause) })
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, SOCKET_MODE)
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Asking {
  readonly directory: string
  readonly route: string
  readonly body?: unknown
  readonly patienceMs: number
  readonly mostBytes: number
}

/** Ask whoever answers at a directory. Throws a {@link SocketError}. */
export function askLocal<Reply>({ directory, route, body, patienceMs, mostBytes }: Asking): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const path = socketPath(directory)
  const away = () => reject(new SocketError('away', `nobody answers at ${path}`))
  const sent = request({
    socketPath: path,
    path: route,
    method: body === undefined ? 'GET' : 'POST',
    timeout: patienceMs,
  })
  sent.once('error', away)
  sent.once('timeout', () => sent.destroy(new Error('silent')))
  sent.once('response', (response) => {
    readAll(response, mostBytes)
      .then((text) => {
        const reply = JSON.parse(text) as Reply & { error?: string }
        if (response.statusCode === 200) return resolve(reply)
        return reject(new SocketError('refused', reply.error ?? 'It was refused.'))
      })
      .catch(away)
  })
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  return promise
}

/** Whether somebody listens there. */
function isAnswered(directory: string): Promise<boolean> {
  return askLocal({ directory, route: '/', patienceMs: 2_000, mostBytes: 1_024 }).then(
    () => true,
    (error: unknown) => !(error instanceof SocketError && error.code === 'away'),
  )
}

async function readAll(message: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > mostBytes) throw new SocketError('refused', 'What was sent is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(answer: ServerResponse, status: number, value: object): void {
  answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

function socketPath(directory: string): string {
  const path = join(directory, SOCKET)
  if (Buffer.byteLength(path) <= MOST_PATH_BYTES) return path
  throw new SocketError('bad-path', `${path} is too long for a socket`)
}
