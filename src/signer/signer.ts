import * as fs from 'node:fs'
import { join } from 'node:path'
import { makeDirectoryDurably, type Random, systemRandom, writeDurably } from '#basics'
import {
  type Checkpoint,
  type Hash,
  emptyRoot,
  ProofError,
  readCheckpoint,
  verifyConsistency,
  writeCheckpoint,
  writeSignature,
  writeVerifierKey,
} from '#proof'
import { SignerError } from './error.ts'
import { hasKey, loadKeys, successionOf } from './keyring.ts'

export interface ToSign {
  /** The text of a checkpoint. */
  readonly text: string
  /** That it continues the last one that was signed; empty where that is the same, or where there is none. */
  readonly proof: readonly Hash[]
}

export type SignOutcome =
  | {
      readonly outcome: 'signed'
      /** A line of a note for each key, the present one first. */
      readonly signatures: readonly string[]
    }
  /** It has signed a larger tree, or another one of this size, or one that this does not continue. */
  | { readonly outcome: 'refused'; readonly why: 'smaller' | 'other-root' | 'inconsistent' | 'other-log' }
  | { readonly outcome: 'frozen' }

export interface SignerState {
  /** The keys that sign, as vkeys, the present one first. */
  readonly vkeys: readonly string[]
  /** The text of the last checkpoint that was signed; at first that of the empty tree. */
  readonly signed: string
  readonly frozen: boolean
  /** A signed note: which key the present one, or the one before it, has named to follow it. */
  readonly succession: string | null
}

/** Whoever signs for the log: in this process, or behind a socket. */
export interface Signer {
  state(): Promise<SignerState>
  sign(asked: ToSign): Promise<SignOutcome>
}

/** Who may pass through to the socket, and see no file's content: the group of the directory. */
const DIRECTORY_MODE = 0o710
const OTHERS_WRITE = 0o022
const SIGNED_FILE = 'signed'
const FROZEN_FILE = 'frozen'

interface SignerOptions {
  readonly directory: string
  /** The log's name, for a key that has to be made. A key that is there keeps the name it has. */
  readonly origin: string
  readonly random?: Random
}

/**
 * Sign for one log, and never two histories of it (invariant: Append-only and never forked): only the last checkpoint again, or one that was shown to
 * continue it. What it signs is on the disk first, so that no crash makes it forget.
 */
export function openSigner({ directory, origin, random = systemRandom }: SignerOptions): Signer {
  let waiting: Promise<unknown> = Promise.resolve()
  // One after another: between reading the last checkpoint and writing the next nobody else may sign.
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = waiting.then(work)
    waiting = done.catch(() => {})
    return done
  }
  return {
    state: () => inTurn(async () => stateOf(await load())),
    sign: (asked) => inTurn(() => sign(asked)),
  }

  async function load() {
    refuseOpenDirectory(directory)
    const signed = readSigned(directory) ?? begin({ directory, origin })
    const signedBefore = readCheckpoint(signed).size > 0
    const keys = await loadKeys({ directory, origin, random, signedBefore })
    const succession = await successionOf(directory, keys)
    return { signed, keys, succession, frozen: fs.existsSync(join(directory, FROZEN_FILE)) }
  }

  async function sign({ text, proof }: ToSign): Promise<SignOutcome> {
    const { signed, keys, frozen } = await load()
    if (frozen) return { outcome: 'frozen' }
    const next = readAsked(text)
    if (next.origin !== keys[0]?.key.name) return { outcome: 'refused', why: 'other-log' }
    const why = reasonAgainst(next, readCheckpoint(signed), proof)
    if (why) return { outcome: 'refused', why }
    if (text !== signed) writeDurably(join(directory, SIGNED_FILE), text)
    const message = new TextEncoder().encode(text)
    const signatures: string[] = []
    for (const one of keys) {
      const { name, keyId } = one.key
      signatures.push(writeSignature({ name, keyId, signature: await one.sign(message) }))
    }
    return { outcome: 'signed', signatures }
  }
}

/** Sign nothing any more. Nothing here takes it back. */
export function freezeSigner(directory: string): void {
  writeDurably(join(directory, FROZEN_FILE), '')
}

function stateOf({
  keys,
  signed,
  frozen,
  succession,
}: {
  readonly keys: Awaited<ReturnType<typeof loadKeys>>
  readonly signed: string
  readonly frozen: boolean
  readonly succession: string | null
}): SignerState {
  return { vkeys: keys.map(({ key }) => writeVerifierKey(key)), signed, frozen, succession }
}

function reasonAgainst(next: Checkpoint, last: Checkpoint, proof: readonly Hash[]) {
  if (next.size < last.size) return 'smaller'
  if (next.size === last.size) return Buffer.compare(next.root, last.root) === 0 ? null : 'other-root'
  // An empty tree begins every tree, and has no proof.
  if (last.size === 0) return null
  const claim = {
    oldSize: last.size,
    newSize: next.size,
    oldRoot: last.root,
    newRoot: next.root,
    proof,
  }
  return verifyConsistency(claim) ? null : 'inconsistent'
}

/** Extensions are refused: witnesses vouch for none, and so does this signer. */
function readAsked(text: string): Checkpoint {
  try {
    const checkpoint = readCheckpoint(text)
    if (checkpoint.extensions.length === 0) return checkpoint
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
  }
  throw new SignerError('malformed', 'What was sent to be signed is no checkpoint.')
}

/**
 * What was signed last is there before the key is, and never missing again: a key without it could be made to sign
 * a second history.
 */
function begin({ directory, origin }: { directory: string; origin: string }): string {
  if (hasKey(directory)) throw new SignerError('bad-state', lost(directory))
  makeDirectoryDurably(directory, DIRECTORY_MODE)
  const text = writeCheckpoint({ origin, size: 0, root: emptyRoot() })
  writeDurably(join(directory, SIGNED_FILE), text)
  return text
}

/** Whoever may write here may put an older `signed` in place, and have a second history signed. */
function refuseOpenDirectory(directory: string): void {
  const stat = fs.lstatSync(directory, { throwIfNoEntry: false })
  if (!stat) return
  if (!stat.isDirectory()) throw new SignerError('bad-state', `${directory} is no directory`)
  if ((stat.mode & OTHERS_WRITE) !== 0)
    throw new SignerError('bad-state', `others may write in ${directory}. Run: chmod go-w '${directory}'`)
}

function lost(directory: string): string {
  return `${join(directory, SIGNED_FILE)} is gone or broken: read docs/runbooks/ledger.md before anything else`
}

function readSigned(directory: string): string | null {
  const path = join(directory, SIGNED_FILE)
  if (!fs.existsSync(path)) return null
  const text = fs.readFileSync(path, 'utf8')
  try {
    readCheckpoint(text)
    return text
  } catch {
    throw new SignerError('bad-state', lost(directory))
  }
}
