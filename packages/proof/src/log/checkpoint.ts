import { encodeBase64 } from '../basics/base64.ts'
import { type Hash, readHash } from './hash.ts'
import { ProofError } from '../basics/proof-error.ts'
import { asSize, readSize } from './size.ts'

/** The head of a log's tree at one moment (tlog-checkpoint): what a log signs, and must never sign two of. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Hash
  /** Lines after the root. Witnesses vouch for none of them, so nothing of the count ever stands here. */
  readonly extensions: readonly string[]
}

/** Reads the text of a checkpoint's note. Throws `bad-checkpoint`. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n')
  const extensions = rest.slice(0, -1)
  if (origin === '' || rest.at(-1) !== '' || extensions.includes('')) throw broken()
  try {
    return { origin, size: readSize(size), root: readHash(root), extensions }
  } catch {
    throw broken()
  }
}

export function writeCheckpoint({ origin, size, root, extensions = [] }: CheckpointText): string {
  const lines = [origin, String(asSize(size)), encodeBase64(root), ...extensions]
  const text = lines.map((line) => `${line}\n`).join('')
  // What would be read back as something else is refused: a line feed in the origin, an empty extension.
  const back = readCheckpoint(text)
  if (back.origin !== origin || back.extensions.length !== extensions.length) throw broken()
  return text
}

type CheckpointText = Omit<Checkpoint, 'extensions'> & Partial<Pick<Checkpoint, 'extensions'>>

function broken(): ProofError {
  const message = 'A checkpoint is an origin, a size in plain digits and a root of 32 bytes, a line each.'
  return new ProofError('bad-checkpoint', message)
}
