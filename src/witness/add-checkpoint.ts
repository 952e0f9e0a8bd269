import { type Clock } from '#basics'
import {
  type Checkpoint,
  cosign,
  emptyRoot,
  type Hash,
  openCheckpoint,
  policyOfLogs,
  ProofError,
  readCheckpoint,
  readHash,
  readNote,
  type Signer,
  type VerifierKey,
  verifyConsistency,
  writeNote,
  writeSignature,
} from '#proof'
import { type WitnessState } from './state.ts'

export interface WitnessDeps {
  readonly cosigner: Signer
  /** The keys of the logs that it witnesses; several may be of one log. */
  readonly logs: readonly VerifierKey[]
  readonly state: WitnessState
  readonly clock: Clock
}

/** What the protocol answers (C2SP tlog-witness, add-checkpoint), by the status that says it. */
export type Added =
  | { readonly status: 200; readonly cosignature: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string }
  /** It has seen another size last than the log thinks; it says which. */
  | { readonly status: 409; readonly seen: number }

/**
 * Cosign a checkpoint, if it continues the last one that was cosigned of its log. What is cosigned is on the disk
 * before the cosignature leaves: a witness that forgot would be a witness of two histories. Everything here after
 * the signatures were checked happens in one turn, so that of two requests at once one sees what the other did.
 */
export async function addCheckpoint(body: Uint8Array, deps: WitnessDeps): Promise<Added> {
  const asked = readRequest(body)
  if (!asked) return { status: 400, why: 'not a request to add a checkpoint' }
  const { oldSize, proof, note, next } = asked
  const keys = deps.logs.filter(({ name }) => name === next.origin)
  if (keys.length === 0) return { status: 404, why: 'this log is not witnessed here' }
  const opened = await openCheckpoint(note, policyOfLogs(keys))
  if (opened.outcome !== 'opened') return { status: 403, why: 'no key of this log has signed it' }
  if (oldSize > next.size) return { status: 400, why: 'it is smaller than what it continues' }

  const { text } = readNote(note)
  const atSeconds = Math.floor(deps.clock().getTime() / 1_000)
  const cosignature = await cosign({ cosigner: deps.cosigner, text, atSeconds })
  // From here on nothing waits.
  const lastNote = deps.state.last(next.origin)
  const last = lastNote && readCheckpoint(readNote(lastNote).text)
  if (oldSize !== (last?.size ?? 0)) return { status: 409, seen: last?.size ?? 0 }
  const why = reasonAgainst(next, { last, proof })
  if (why) return { status: 422, why }
  const signatures = [...readNote(note).signatures.filter(isOf(keys)), cosignature]
  deps.state.remember(next.origin, writeNote({ text, signatures }))
  return { status: 200, cosignature: writeSignature(cosignature) }
}

interface Request {
  readonly oldSize: number
  readonly proof: readonly Hash[]
  readonly note: Uint8Array
  readonly next: Checkpoint
}

const MOST_HASHES = 63
const OLD = /^old (0|[1-9]\d{0,15})$/

function readRequest(body: Uint8Array): Request | undefined {
  const end = Buffer.from(body).indexOf('\n\n')
  if (end < 0) return undefined
  const [oldLine = '', ...hashes] = Buffer.from(body.subarray(0, end)).toString('latin1').split('\n')
  const oldSize = Number(OLD.exec(oldLine)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(oldSize) || hashes.length > MOST_HASHES) return undefined
  const note = body.slice(end + 2)
  try {
    return { oldSize, proof: hashes.map(readHash), note, next: readCheckpoint(readNote(note).text) }
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}

function reasonAgainst(
  next: Checkpoint,
  { last, proof }: { last: Checkpoint | undefined; proof: readonly Hash[] },
): string | null {
  if (next.size === 0 && Buffer.compare(next.root, emptyRoot()) !== 0) return 'an empty tree has another root'
  if (!last || last.size === 0)
    return proof.length === 0 ? null : 'nothing has to be proved of a first checkpoint'
  const claim = {
    oldSize: last.size,
    newSize: next.size,
    oldRoot: last.root,
    newRoot: next.root,
    proof,
  }
  return verifyConsistency(claim) ? null : 'it does not continue what was cosigned last'
}

function isOf(keys: readonly VerifierKey[]) {
  return ({ name, keyId }: { name: string; keyId: Uint8Array }) =>
    keys.some((key) => key.name === name && Buffer.compare(key.keyId, keyId) === 0)
}
