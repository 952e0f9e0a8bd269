import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type Logger } from '#basics'
import { encodeBase64, ProofError, readHash } from '#proof'
import { SignerError } from './error.ts'
import { type Signer, type SignerState, type SignOutcome, type ToSign } from './signer.ts'

const SOCKET = 'socket'
/** The ledger's account reaches it by the group of the directory. */
const SOCKET_MODE = 0o660
const MOST_BYTES = 64 * 1024
const PATIENCE_MS = 10_000
/** A path longer than this does not fit into the address of a socket (unix(7)). */
const MOST_PATH_BYTES = 107

/** Listen on the socket of the signer's directory, until disposed of. */
export async function serveSigner(
  signer: Signer,
  { directory, logger }: { directory: string; logger: Logger },
): Promise<AsyncDisposable> {
  const path = socketPath(directory)
  // Before anybody is answered: a signer without its key, or without its last checkpoint, does not open.
  await signer.state()
  if (await isAnswered(directory))
    throw new SignerError('bad-state', `another signer is running in ${directory}: stop it first`)
  rmSync(path, { force: true })
  const server = createServer((asked, answer) => {
    handle(signer, asked, answer).catch((cause: unknown) => {
      logger.error('signer.failed', cause)
      send(answer, 500, { error: cause instanceof SignerError ? cause.message : 'The signer failed.' })
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

/** The signer of a directory, in another process. Every call may throw a {@link SignerError} `away`. */
export function signerAt(directory: string): Signer {
  return {
    state: () => ask<SignerState>(directory, '/state'),
    sign: ({ text, proof }) => ask<SignOutcome>(directory, '/sign', { text, proof: proof.map(encodeBase64) }),
  }
}

async function handle(signer: Signer, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  if (asked.url === '/state') return send(answer, 200, await signer.state())
  const sent = asked.url === '/sign' ? readToSign(await readAll(asked)) : undefined
  return sent ? send(answer, 200, await signer.sign(sent)) : send(answer, 400, { error: 'Not understood.' })
}

function readToSign(body: string): ToSign | undefined {
  try {
    const { text, proof } = JSON.parse(body) as { text?: unknown; proof?: unknown }
    if (typeof text !== 'string' || !Array.isArray(proof)) return undefined
    return { text, proof: proof.map((hash) => readHash(String(hash))) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ProofError) return undefined
    throw error
  }
}

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > MOST_BYTES) throw new SignerError('malformed', 'What was sent is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(answer: ServerResponse, status: number, value: unknown): void {
  answer.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

function ask<Answer>(directory: string, path: string, body?: unknown): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const away = () =>
    reject(new SignerError('away', `the signer does not answer at ${socketPath(directory)}: start it`))
  const sent = request({
    socketPath: socketPath(directory),
    path,
    method: body ? 'POST' : 'GET',
    timeout: PATIENCE_MS,
  })
  sent.once('error', away)
  sent.once('timeout', () => sent.destroy(new Error('the signer is silent')))
  sent.once('response', (response) => {
    readAll(response)
      .then((text) => {
        const answer = JSON.parse(text) as Answer & { error?: string }
        if (response.statusCode === 200) return resolve(answer)
        return reject(new SignerError('bad-state', answer.error ?? 'The signer refused.'))
      })
      .catch(away)
  })
  sent.end(body ? JSON.stringify(body) : undefined)
  return promise
}

async function isAnswered(directory: string): Promise<boolean> {
  return signerAt(directory)
    .state()
    .then(
      () => true,
      (error: unknown) => !(error instanceof SignerError && error.code === 'away'),
    )
}

function socketPath(directory: string): string {
  const path = join(directory, SOCKET)
  if (Buffer.byteLength(path) <= MOST_PATH_BYTES) return path
  throw new SignerError('bad-state', `${path} is too long for a socket: set EXEUNT_SIGNER to a shorter path`)
}
