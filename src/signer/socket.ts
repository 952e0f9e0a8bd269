import * as v from 'valibot'
import { type Logger } from '#basics'
import { bytes, list, parsedJson, type Schema, text } from '#parse'
import { asHash, encodeBase64 } from '#proof'
import { askLocal, serveLocal, SocketError } from '#sockets'
import { SignerError } from './error.ts'
import { type Signer, type SignerState, type SignOutcome, type ToSign } from './signer.ts'

const MOST_BYTES = 64 * 1024
const PATIENCE_MS = 10_000

/** Listen on the socket of the signer's directory, until disposed of. */
export async function serveSigner(
  signer: Signer,
  { directory, logger }: { directory: string; logger: Logger },
): Promise<AsyncDisposable> {
  // Before anybody is answered: a signer without its key, or without its last checkpoint, does not open.
  await signer.state()
  const answer = async (route: string, body: string): Promise<object | undefined> => {
    if (route === '/state') return signer.state()
    const sent = route === '/sign' ? parsedJson(toSign, body) : undefined
    return sent && signer.sign(sent)
  }
  const said = (cause: unknown) => (cause instanceof SignerError ? cause.message : 'The signer failed.')
  const serving = { directory, logger, mostBytes: MOST_BYTES, failed: 'signer.failed', said }
  return serveLocal(answer, serving).catch((cause: unknown) => {
    throw asSignerError(cause, directory)
  })
}

/** The signer of a directory, in another process. Every call may throw a {@link SignerError} `away`. */
export function signerAt(directory: string): Signer {
  return {
    state: () => ask<SignerState>(directory, '/state'),
    sign: ({ text, proof }) => ask<SignOutcome>(directory, '/sign', { text, proof: proof.map(encodeBase64) }),
  }
}

/** A checkpoint, and the hashes that lead to it from the last one: no tree has more than 64 on the way. */
const toSign: Schema<ToSign> = v.strictObject({
  text: text({ max: MOST_BYTES }),
  proof: list(v.pipe(bytes({ min: 32, max: 32 }), v.transform(asHash)), { max: 64 }),
})

async function ask<Answer>(directory: string, route: string, body?: unknown): Promise<Answer> {
  try {
    return await askLocal({ directory, route, body, patienceMs: PATIENCE_MS, mostBytes: MOST_BYTES })
  } catch (cause) {
    throw asSignerError(cause, directory)
  }
}

function asSignerError(cause: unknown, directory: string): unknown {
  if (!(cause instanceof SocketError)) return cause
  switch (cause.code) {
    case 'away':
      return new SignerError('away', `the signer does not answer in ${directory}: start it`)
    case 'taken':
      return new SignerError('bad-state', `another signer is running in ${directory}: stop it first`)
    case 'bad-path':
      return new SignerError('bad-state', `${cause.message}: set EXEUNT_SIGNER to a shorter path`)
    case 'refused':
      return new SignerError('bad-state', cause.message)
  }
}
