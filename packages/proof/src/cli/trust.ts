import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { sameBytes, utf8 } from '../basics/bytes.ts'
import { type Checkpoint, readCheckpoint } from '../log/checkpoint.ts'
import { CliError, type Input, once, readOwnFile, understood } from './input.ts'
import type { Place } from './place.ts'
import { digestOf } from '../log/commitment.ts'
import type { Fetcher } from '../log/fetcher.ts'
import { openSuccession } from '../log/key-succession.ts'
import {
  type LogMetadata,
  openLogMetadata,
  policyOfMetadata,
  readVerifierKeys,
  writeLogMetadata,
} from '../log/log-metadata.ts'
import { type VerifierKey, hex, readVerifierKey, writeVerifierKey } from '../log/note-key.ts'
import { readNote } from '../log/note.ts'
import { type Policy, policyOfLogs, readPolicy } from '../log/policy.ts'
import { ProofError } from '../basics/proof-error.ts'

/** Whose signatures are believed, and why. */
export interface Trust {
  readonly policy: Policy
  /**
   * `log`: the key is one that the log served itself, now or at the first audit, and proves nothing of whose log it
   * is: to have asked twice is no evidence.
   */
  readonly from: 'you' | 'root' | 'earlier' | 'log'
  readonly metadata: LogMetadata | undefined
  /** The folder that the keys were kept in by an earlier audit, if they were. */
  readonly keptIn?: string | undefined
  /** The checkpoint of the last audit of this log that proved all, if one was kept. */
  readonly kept: Uint8Array | undefined
  /** Keep what this audit proved, for the next one. Returns where, or undefined where nothing is kept. */
  keep(found: {
    readonly note: Uint8Array
    readonly announced: readonly string[]
  }): Promise<string | undefined>
}

/** A folder that a user may choose not to have. */
const NO_FOLDER = 'none'
const BELIEVED_KEYS = 'vkeys'
const SERVED_KEYS = 'served-vkeys'
const METADATA = 'metadata'

type Believed = Pick<Trust, 'policy' | 'from' | 'metadata' | 'keptIn'> & { readonly rootNote?: Uint8Array }

export async function findTrust(input: Input, place: Place): Promise<Trust> {
  const folder = folderOf(input, place.checkpoint)
  const kept = await readKept(folder, 'checkpoint')
  const { rootNote, ...believed } = await believedKeys(input, place, folder)
  return { ...believed, kept, keep }

  async function keep({ note, announced }: Parameters<Trust['keep']>[0]): Promise<string | undefined> {
    if (!folder) return undefined
    const keys = believed.policy.logs.map(({ key }) => writeVerifierKey(key))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, 'checkpoint'), note)
      const heir = announced.length > 0 ? await heirOf(place.log, believed.policy) : undefined
      // A key that the log has announced, and that a believed key has signed for, is believed from then on.
      const followers = announced.filter((vkey) => heir && vkey === writeVerifierKey(heir))
      const file = believed.from === 'log' ? SERVED_KEYS : BELIEVED_KEYS
      await writeFile(join(folder, file), `${[...new Set([...keys, ...followers])].join('\n')}\n`)
      if (rootNote) await writeFile(join(folder, METADATA), rootNote)
      return folder
    } catch {
      throw new CliError(`Cannot write to ${folder}: choose another with --keep, or none.`)
    }
  }
}

async function believedKeys(input: Input, { log }: Place, folder: string | undefined): Promise<Believed> {
  const vkeys = input.options['vkey'] ?? []
  const file = once(input, 'policy')
  const root = once(input, 'root')
  if ([vkeys.length > 0, file !== undefined, root !== undefined].filter(Boolean).length > 1)
    throw new CliError('Give keys with --vkey, or one --policy that has them, or the --root that names them.')
  if (root !== undefined) {
    const key = understood(`--root ${root}`, () => readVerifierKey(root))
    return trustInRoot(key, { log, seen: await readKept(folder, METADATA) })
  }
  const metadata = undefined
  if (file !== undefined) {
    const bytes = await readOwnFile(file)
    return { policy: understood(file, () => readPolicy(bytes)), from: 'you', metadata }
  }
  if (vkeys.length > 0) {
    const keys = vkeys.map((vkey) => understood(`--vkey ${vkey}`, () => readVerifierKey(vkey)))
    return { policy: policyOfLogs(keys), from: 'you', metadata }
  }
  const earlier = await readKept(folder, BELIEVED_KEYS)
  if (earlier)
    return { policy: policyOfLogs(readVerifierKeys(earlier)), from: 'earlier', metadata, keptIn: folder }
  const servedBefore = await readKept(folder, SERVED_KEYS)
  if (servedBefore)
    return { policy: policyOfLogs(readVerifierKeys(servedBefore)), from: 'log', metadata, keptIn: folder }
  // For a first look only. A log that lies would serve the key it lies with.
  const served = await log.fetch('vkey').catch(() => 'absent' as const)
  if (served === 'absent') throw new CliError('The log serves no key: give one with --vkey, or a --policy.')
  return { policy: policyOfLogs(readVerifierKeys(served)), from: 'log', metadata }
}

async function trustInRoot(
  root: VerifierKey,
  { log, seen }: { readonly log: Fetcher; readonly seen: Uint8Array | undefined },
): Promise<Believed> {
  const note = await log.fetch(METADATA).catch(() => 'absent' as const)
  if (note === 'absent') throw new CliError('The log serves no metadata that a root could have signed.')
  const metadata = await openLogMetadata(note, root)
  if (typeof metadata === 'string') throw new CliError('The metadata of the log are not signed by this root.')
  const before = seen && (await openLogMetadata(seen, root))
  if (before && typeof before !== 'string') refuseOlder(metadata, before)
  if (!metadata.policy) return { policy: policyOfMetadata(metadata), from: 'root', metadata, rootNote: note }
  const file = await log.fetch('policy').catch(() => 'absent' as const)
  if (file === 'absent' || !sameBytes(digestOf(file), metadata.policy))
    throw new CliError('The log does not serve the policy that its root has signed.')
  return { policy: policyOfMetadata(metadata, readPolicy(file)), from: 'root', metadata, rootNote: note }
}

async function heirOf(log: Fetcher, { logs }: Policy): Promise<VerifierKey | undefined> {
  const note = await log.fetch('succession').catch(() => 'absent' as const)
  if (note === 'absent') return undefined
  try {
    return await openSuccession(
      note,
      logs.map(({ key }) => key),
    )
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}

export const AFTER_ITS_END = 'The root says that this log has ended, with fewer entries than it has.'

/** Whether the root has said that the log ends before this checkpoint: then whoever signed it was not to. */
export function goesOnAfterItsEnd({ metadata }: Trust, checkpoint: Checkpoint | undefined): boolean {
  const end = metadata?.frozenAt ?? null
  return checkpoint !== undefined && end !== null && checkpoint.size > end
}

/** Whoever serves the log could otherwise bring back a key that the root has given up since. */
function refuseOlder(served: LogMetadata, seen: LogMetadata): void {
  if (served.version < seen.version)
    throw new ProofError(
      'bad-metadata',
      `The log serves version ${served.version} of what its root says, and you have seen version ${seen.version}.`,
    )
  if (served.version === seen.version && writeLogMetadata(served) !== writeLogMetadata(seen))
    throw new ProofError('bad-metadata', `The root has signed two versions ${seen.version} that differ.`)
}

async function readKept(folder: string | undefined, name: string): Promise<Uint8Array | undefined> {
  return folder === undefined ? undefined : readFile(join(folder, name)).catch(() => undefined)
}

/** One folder a log, by its origin, under the user's own state. None where the checkpoint cannot be read: the audit says so. */
function folderOf(input: Input, checkpoint: Uint8Array): string | undefined {
  const chosen = once(input, 'keep')
  const name = nameOf(checkpoint)
  if (chosen === NO_FOLDER || name === undefined) return undefined
  const state = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state')
  return join(chosen ?? join(state, 'exeunt-verify'), name)
}

function nameOf(checkpoint: Uint8Array): string | undefined {
  try {
    const { origin } = readCheckpoint(readNote(checkpoint).text)
    const digest = hex(digestOf(utf8(origin)).subarray(0, 4))
    return `${origin.replaceAll(/[^A-Za-z0-9.-]/g, '_')}-${digest}`
  } catch (error) {
    if (error instanceof ProofError) return undefined
    throw error
  }
}
