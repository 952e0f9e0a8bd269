import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { joined, readOctets, utf8 } from '../basics/bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Hash, readHash } from './hash.ts'
import { verifyInclusion } from './inclusion.ts'
import { type OpenedCheckpoint, openCheckpoint } from './open-checkpoint.ts'
import type { Signed } from './open-note.ts'
import type { Policy } from './policy.ts'
import { ProofError } from '../basics/proof-error.ts'
import { asSize, readSize } from './size.ts'

/** That an entry stands in a log, in one file that is verified without the log (tlog-proof, `.tlog-proof`). */
export interface TlogProof {
  /** Bytes for the application. Nobody signed them. */
  readonly extra: Uint8Array | undefined
  readonly index: number
  readonly proof: readonly Hash[]
  /** The signed note, word for word. */
  readonly checkpoint: Uint8Array
}

/** Throws `bad-proof`. The checkpoint in it is read when it is verified. */
export function readTlogProof(bytes: Uint8Array): TlogProof {
  if (bytes.length > MOST_BYTES) throw broken('A proof of more than 2 MB is not read.')
  const octets = readOctets(bytes)
  const frontEnd = octets.indexOf('\n\n')
  if (frontEnd < 0) throw broken('A proof is some lines, an empty line, and a checkpoint.')
  const [header, ...lines] = octets.slice(0, frontEnd).split('\n')
  if (header !== HEADER) throw broken(`The first line of a proof is ${HEADER}.`)
  const extra = lines[0]?.startsWith(EXTRA) ? lines.shift()?.slice(EXTRA.length) : undefined
  const [index = '', ...hashes] = lines
  if (!index.startsWith(INDEX)) throw broken('A proof names the index of its entry.')
  if (hashes.length > MOST_HASHES) throw broken('A proof has at most 63 hashes.')
  const checkpoint = bytes.slice(frontEnd + 2)
  try {
    return {
      extra: extra === undefined ? undefined : decodeBase64(extra),
      index: readSize(index.slice(INDEX.length)),
      proof: hashes.map(readHash),
      checkpoint,
    }
  } catch {
    throw broken('A line of the proof is broken.')
  }
}

export function writeTlogProof({ extra, index, proof, checkpoint }: TlogProof): Uint8Array<ArrayBuffer> {
  if (proof.length > MOST_HASHES) throw broken('A proof has at most 63 hashes.')
  const lines = [
    HEADER,
    ...(extra ? [`${EXTRA}${encodeBase64(extra)}`] : []),
    `${INDEX}${asSize(index)}`,
    ...proof.map(encodeBase64),
    '\n',
  ]
  return joined(utf8(lines.join('\n')), checkpoint)
}

export type VerifiedProof =
  | {
      readonly outcome: 'proved'
      readonly index: number
      readonly checkpoint: Checkpoint
      readonly cosigned: readonly Signed[]
    }
  /** The log signed this tree, and the entry is not where the proof says, or not this entry. */
  | { readonly outcome: 'not-included' }
  | { readonly outcome: 'quorum-missed'; readonly cosigned: readonly Signed[] }
  | Exclude<OpenedCheckpoint, { readonly outcome: 'opened' }>

/**
 * Whether the entry with this hash stands in a log of the policy. The caller hashes the entry that she asks
 * about: a proof is never asked what it is a proof of. Throws `bad-note` and `bad-checkpoint`.
 */
export async function verifyTlogProof({
  tlogProof,
  leaf,
  policy,
}: {
  readonly tlogProof: TlogProof
  readonly leaf: Hash
  readonly policy: Policy
}): Promise<VerifiedProof> {
  const opened = await openCheckpoint(tlogProof.checkpoint, policy)
  if (opened.outcome !== 'opened') return opened
  const { checkpoint, cosigned, quorum } = opened
  if (quorum === 'missed') return { outcome: 'quorum-missed', cosigned }
  const { index, proof } = tlogProof
  const { size, root } = checkpoint
  if (!verifyInclusion({ index, size, root, leaf, proof })) return { outcome: 'not-included' }
  return { outcome: 'proved', index, checkpoint, cosigned }
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const EXTRA = 'extra '
const INDEX = 'index '
const MOST_HASHES = 63
const MOST_BYTES = 2_000_000

function broken(message: string): ProofError {
  return new ProofError('bad-proof', message)
}
