import { readUtf8 } from '../basics/bytes.ts'
import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { type Digest, asDigest } from './commitment.ts'
import { readNote } from './note.ts'
import { NOTE_KEY, type VerifierKey, isKeyName, readVerifierKey, writeVerifierKey } from './note-key.ts'
import { verifyNote } from './open-note.ts'
import { type Policy } from './policy.ts'
import { ProofError } from '../basics/proof-error.ts'
import { asSize, readSize } from './size.ts'

/**
 * What a centre says of its log under a key that is kept offline, its root: which keys sign, whose witnesses are
 * asked, and whether the log has ended. A signed note; who pins the root needs no other key.
 */
export interface LogMetadata {
  readonly origin: string
  /** Counts up; of two that the root signed, the higher holds. */
  readonly version: number
  /** Any of these may sign checkpoints of the log. */
  readonly keys: readonly VerifierKey[]
  /** SHA-256 of the tlog-policy file in force, or null where no witness is asked. */
  readonly policy: Digest | null
  /** The last checkpoint there will ever be, once the log is frozen. */
  readonly frozenAt: number | null
}

/** The text that the root signs. Throws `bad-metadata` at values that no metadata has. */
export function writeLogMetadata({ origin, version, keys, policy, frozenAt }: LogMetadata): string {
  const lines = [
    HEADER,
    `origin ${origin}`,
    `version ${asSize(version)}`,
    ...keys.map((key) => `key ${writeVerifierKey(key)}`),
    `policy ${policy ? encodeBase64(policy) : NONE}`,
    `frozen ${frozenAt === null ? NONE : asSize(frozenAt)}`,
  ]
  const text = lines.map((line) => `${line}\n`).join('')
  readLogMetadata(text)
  return text
}

/** Throws `bad-metadata` where the text is no metadata. */
export function readLogMetadata(text: string): LogMetadata {
  const [header, originLine = '', versionLine = '', ...rest] = text.split('\n')
  const [frozenLine = '', end] = rest.slice(-2)
  const policyLine = rest.at(-3) ?? ''
  const keyLines = rest.slice(0, -3)
  if (header !== HEADER || end !== '' || keyLines.length === 0) throw broken()
  try {
    const origin = after('origin ', originLine)
    const keys = keyLines.map((line) => readVerifierKey(after('key ', line)))
    const policy = after('policy ', policyLine)
    const frozen = after('frozen ', frozenLine)
    if (!isKeyName(origin) || keys.some(({ name, type }) => name !== origin || type !== NOTE_KEY))
      throw broken()
    return {
      origin,
      version: readSize(after('version ', versionLine)),
      keys,
      policy: policy === NONE ? null : asDigest(decodeBase64(policy)),
      frozenAt: frozen === NONE ? null : readSize(frozen),
    }
  } catch (error) {
    throw error instanceof ProofError ? broken() : error
  }
}

/** The metadata of a note, if the root signed it. Throws `bad-note` and `bad-metadata`. */
export async function openLogMetadata(
  bytes: Uint8Array,
  root: VerifierKey,
): Promise<LogMetadata | 'unsigned' | 'bad-signature'> {
  const note = readNote(bytes)
  const opened = await verifyNote(note, [root])
  return opened.outcome === 'opened' ? readLogMetadata(note.text) : opened.outcome
}

/** The policy that metadata stand for. The witnesses are those of the policy file, which is held to its digest. */
export function policyOfMetadata({ keys }: LogMetadata, witnesses?: Policy): Policy {
  const logs = keys.map((key) => ({ key, url: undefined }))
  return witnesses ? { ...witnesses, logs } : { logs, witnesses: [], quorum: { kind: 'none' } }
}

/** One vkey a line. Throws `bad-key`. */
export function readVerifierKeys(bytes: Uint8Array): VerifierKey[] {
  return (readUtf8(bytes) ?? '').trimEnd().split('\n').map(readVerifierKey)
}

const HEADER = 'exeunt-log-metadata/v1'
const NONE = 'none'

function after(word: string, line: string): string {
  if (!line.startsWith(word)) throw broken()
  return line.slice(word.length)
}

function broken(): ProofError {
  return new ProofError('bad-metadata', 'These are not the metadata of a log.')
}
