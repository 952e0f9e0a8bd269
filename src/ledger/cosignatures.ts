import { createHash } from 'node:crypto'
import { type Logger } from '#basics'
import {
  type Checkpoint,
  encodeBase64,
  type Hash,
  makeConsistency,
  type Note,
  type NoteSignature,
  openCheckpoint,
  type Policy,
  type PolicyKey,
  policyOfLogs,
  readCheckpoint,
  readNote,
  readSignature,
  readVerifierKey,
  tileReader,
  verifyCosignature,
  writeNote,
} from '#proof'
import { type Batch } from './batch.ts'
import { LedgerError } from './error.ts'
import { logFetcher } from './folder.ts'
import { type LedgerDeps } from './deps.ts'
import { findIdentity } from './store.ts'

export interface Cosigned {
  readonly note: string
  /** Enough of the witnesses have cosigned. */
  readonly witnessed: boolean
}

/**
 * What became of asking a witness. Closed list:
 * - `cosigned`
 * - `away`: no answer, or not in time
 * - `unknown-log`, `refused`: it does not know this log, or not this key (404, 403)
 * - `behind`: it has seen another size than it says (409 twice)
 * - `contradicts`: it says that this tree does not continue the one it saw (422)
 * - `claims-more`: it says that it has seen a larger tree, and cannot show it
 * - `false`: what it answered is no cosignature of its own
 */
type WitnessOutcome =
  | { readonly outcome: 'cosigned'; readonly signature: NoteSignature }
  | {
      readonly outcome:
        | 'away'
        | 'unknown-log'
        | 'refused'
        | 'behind'
        | 'contradicts'
        | 'claims-more'
        | 'false'
    }

const PATIENCE_MS = 5_000
const MOST_ANSWER_BYTES = 64 * 1024

/**
 * The note with the cosignatures of the witnesses that are asked, each with five seconds to answer. Whatever they
 * do, there is a note; only our own signature under a larger tree, shown by one of them, stops the ledger.
 */
export async function cosignedNote(
  deps: LedgerDeps,
  { note, batch }: { note: string; batch: Batch },
): Promise<Cosigned> {
  const { witnesses, logger } = deps
  if (!witnesses) return { note, witnessed: false }
  const signed = readNote(Buffer.from(note))
  const { policy } = witnesses
  const asked = policy.witnesses.filter(({ url }) => url !== undefined)
  const answers = await Promise.all(asked.map((witness) => askOne(deps, { witness, signed, batch })))
  const fresh: NoteSignature[] = []
  for (const [at, answer] of answers.entries()) {
    if (answer.outcome === 'cosigned') fresh.push(answer.signature)
    else reportTo(logger, asked[at], answer.outcome)
  }
  const merged = Buffer.from(writeNote(withCosignatures(signed, fresh)))
  return { note: merged.toString('utf8'), witnessed: await isWitnessed(deps, merged, policy) }
}

function reportTo(logger: Logger, witness: PolicyKey | undefined, why: string): void {
  logger.info('ledger.not-cosigned', { witness: witness?.key.name ?? '', why })
}

async function askOne(
  deps: LedgerDeps,
  { witness, signed, batch }: { witness: PolicyKey; signed: Note; batch: Batch },
): Promise<WitnessOutcome> {
  // What it saw last is most likely the batch before; if not, it says so.
  let oldSize = batch.first
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const proof = await consistencyFrom(deps, { oldSize, batch })
    const answer = await post(witness, requestBody({ oldSize, proof, signed }))
    if (answer === undefined) return { outcome: 'away' }
    if (answer.status === 200) return cosignatureIn(answer.body, { witness, signed })
    if (answer.status === 404) return { outcome: 'unknown-log' }
    if (answer.status === 422) return { outcome: 'contradicts' }
    if (answer.status !== 409) return { outcome: 'refused' }
    const seen = /^(?:0|[1-9]\d{0,15})\n$/.test(answer.body) ? Number(answer.body) : Number.NaN
    if (!Number.isSafeInteger(seen)) return { outcome: 'false' }
    if (seen > batch.size) return larger(deps, { witness, batch })
    oldSize = seen
  }
  return { outcome: 'behind' }
}

/** tlog-witness, add-checkpoint: the old size, the proof, an empty line, and the checkpoint with our signatures. */
function requestBody(asked: { oldSize: number; proof: readonly Hash[]; signed: Note }): string {
  const { oldSize, proof, signed } = asked
  const lines = [`old ${oldSize}`, ...proof.map(encodeBase64), '', '']
  return `${lines.join('\n')}${Buffer.from(writeNote(signed)).toString('utf8')}`
}

async function consistencyFrom(
  { folder }: LedgerDeps,
  { oldSize, batch }: { oldSize: number; batch: Batch },
): Promise<readonly Hash[]> {
  if (oldSize === 0 || oldSize === batch.size) return []
  const tiles = tileReader({ fetcher: logFetcher(folder), size: batch.size, root: batch.root })
  return makeConsistency({ oldSize, newSize: batch.size, source: tiles.hashes })
}

async function post(
  { url = '' }: PolicyKey,
  body: string,
): Promise<{ status: number; body: string } | undefined> {
  return ask(`${url.replace(/\/$/, '')}/add-checkpoint`, { method: 'POST', body })
}

async function ask(
  url: string,
  init: { method: string; body?: string },
): Promise<{ status: number; body: string } | undefined> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
    return { status: response.status, body: await readSome(response) }
  } catch {
    return undefined
  }
}

/** A witness that answers without end is one that does not answer. */
async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length
    if (sizeBytes > MOST_ANSWER_BYTES) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function cosignatureIn(
  body: string,
  { witness, signed }: { witness: PolicyKey; signed: Note },
): Promise<WitnessOutcome> {
  for (const line of body.split('\n').filter((line) => line !== '')) {
    const signature = signatureIn(line)
    const { key } = witness
    if (!signature || signature.name !== key.name || Buffer.compare(signature.keyId, key.keyId) !== 0)
      continue
    const at = await verifyCosignature({ key, text: signed.text, signature: signature.signature })
    if (at !== undefined) return { outcome: 'cosigned', signature }
  }
  return { outcome: 'false' }
}

function signatureIn(line: string): NoteSignature | undefined {
  try {
    return readSignature(line)
  } catch {
    return undefined
  }
}

/**
 * A witness says that it has seen more of this log than there is. Its word alone would let it stop us; our own
 * signature under a larger tree, which it serves (tlog-witness, monitoring), proves that an old backup was put back.
 */
async function larger(
  deps: LedgerDeps,
  { witness, batch }: { witness: PolicyKey; batch: Batch },
): Promise<WitnessOutcome> {
  const { origin, vkeys } = (await findIdentity(deps.db)) ?? { origin: '', vkeys: [] }
  const id = createHash('sha256').update(origin).digest('hex')
  const answer = await ask(`${witness.url?.replace(/\/$/, '')}/${id}/checkpoint`, { method: 'GET' })
  const shown = answer?.status === 200 ? await ownCheckpoint(answer.body, vkeys) : undefined
  if (!shown || shown.size <= batch.size) return { outcome: 'claims-more' }
  throw new LedgerError(
    'database-behind',
    `a witness has our signature under ${shown.size} leaves and the database has ${batch.size}: an old backup was put back`,
  )
}

async function ownCheckpoint(note: string, vkeys: readonly string[]): Promise<Checkpoint | undefined> {
  try {
    const opened = await openCheckpoint(Buffer.from(note), policyOfLogs(vkeys.map(readVerifierKey)))
    return opened.outcome === 'opened' ? opened.checkpoint : undefined
  } catch {
    return undefined
  }
}

/** One cosignature a witness, the newest. */
function withCosignatures({ text, signatures }: Note, fresh: readonly NoteSignature[]): Note {
  const isReplaced = (old: NoteSignature) =>
    fresh.some(({ name, keyId }) => name === old.name && Buffer.compare(keyId, old.keyId) === 0)
  return { text, signatures: [...signatures.filter((old) => !isReplaced(old)), ...fresh] }
}

async function isWitnessed({ db }: LedgerDeps, note: Uint8Array, policy: Policy): Promise<boolean> {
  if (policy.quorum.kind === 'none') return false
  const { vkeys } = (await findIdentity(db)) ?? { vkeys: [] }
  const logs = policyOfLogs(vkeys.map(readVerifierKey)).logs
  const opened = await openCheckpoint(note, { ...policy, logs })
  return opened.outcome === 'opened' && opened.quorum === 'met'
}

/** The keys that signed a note, as vkeys. */
export function signersOf(note: string, vkeys: readonly string[]): string[] {
  const { text, signatures } = readNote(Buffer.from(note))
  const { origin } = readCheckpoint(text)
  return vkeys.filter((vkey) => {
    const { name, keyId } = readVerifierKey(vkey)
    return (
      name === origin && signatures.some((one) => one.name === name && Buffer.compare(one.keyId, keyId) === 0)
    )
  })
}
