import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { sameBytes, utf8 } from './bytes.ts'
import { readCheckpoint } from './checkpoint.ts'
import { CliError, type Input, once, readOwnFile } from './cli-input.ts'
import type { Place } from './cli-place.ts'
import { digestOf } from './commitment.ts'
import type { Fetcher } from './fetcher.ts'
import { type LogMetadata, openLogMetadata, policyOfMetadata, readVerifierKeys } from './log-metadata.ts'
import { hex, readVerifierKey, writeVerifierKey } from './note-key.ts'
import { readNote } from './note.ts'
import { type Policy, policyOfLogs, readPolicy } from './policy.ts'

/** Whose signatures are believed, and why. */
export interface Trust {
  readonly policy: Policy
  /** `log`: the key is the one that the log serves itself, and proves nothing of whose log it is. */
  readonly from: 'you' | 'root' | 'earlier' | 'log'
  readonly metadata: LogMetadata | undefined
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

export async function findTrust(input: Input, place: Place): Promise<Trust> {
  const folder = await folderOf(input, place.log)
  const kept = await readKept(folder, 'checkpoint')
  const believed = await believedKeys(input, place, folder)
  return { ...believed, kept, keep }

  async function keep({ note, announced }: Parameters<Trust['keep']>[0]): Promise<string | undefined> {
    if (!folder) return undefined
    const keys = believed.policy.logs.map(({ key }) => writeVerifierKey(key))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, 'checkpoint'), note)
      // A further key that the log has announced while it was signed by a believed one is believed from then on.
      await writeFile(join(folder, 'vkeys'), `${[...new Set([...keys, ...announced])].join('\n')}\n`)
      return folder
    } catch {
      throw new CliError(`Cannot write to ${folder}: choose another with --keep, or none.`)
    }
  }
}

async function believedKeys(
  input: Input,
  { log }: Place,
  folder: string | undefined,
): Promise<Pick<Trust, 'policy' | 'from' | 'metadata'>> {
  const vkeys = input.options['vkey'] ?? []
  const file = once(input, 'policy')
  const root = once(input, 'root')
  if ([vkeys.length > 0, file !== undefined, root !== undefined].filter(Boolean).length > 1)
    throw new CliError('Give keys with --vkey, or one --policy that has them, or the --root that names them.')
  if (root !== undefined) return trustInRoot(root, log)
  const metadata = undefined
  if (file !== undefined) return { policy: readPolicy(await readOwnFile(file)), from: 'you', metadata }
  if (vkeys.length > 0) return { policy: policyOfLogs(vkeys.map(readVerifierKey)), from: 'you', metadata }
  const earlier = await readKept(folder, 'vkeys')
  if (earlier) return { policy: policyOfLogs(readVerifierKeys(earlier)), from: 'earlier', metadata }
  // For a first look only. A log that lies would serve the key it lies with.
  const served = await log.fetch('vkey').catch(() => 'absent' as const)
  if (served === 'absent') throw new CliError('The log serves no key: give one with --vkey, or a --policy.')
  return { policy: policyOfLogs(readVerifierKeys(served)), from: 'log', metadata }
}

async function trustInRoot(root: string, log: Fetcher): Promise<Pick<Trust, 'policy' | 'from' | 'metadata'>> {
  const note = await log.fetch('metadata').catch(() => 'absent' as const)
  if (note === 'absent') throw new CliError('The log serves no metadata that a root could have signed.')
  const metadata = await openLogMetadata(note, readVerifierKey(root))
  if (typeof metadata === 'string') throw new CliError('The metadata of the log are not signed by this root.')
  if (!metadata.policy) return { policy: policyOfMetadata(metadata), from: 'root', metadata }
  const file = await log.fetch('policy').catch(() => 'absent' as const)
  if (file === 'absent' || !sameBytes(digestOf(file), metadata.policy))
    throw new CliError('The log does not serve the policy that its root has signed.')
  return { policy: policyOfMetadata(metadata, readPolicy(file)), from: 'root', metadata }
}

async function readKept(folder: string | undefined, name: string): Promise<Uint8Array | undefined> {
  return folder === undefined ? undefined : readFile(join(folder, name)).catch(() => undefined)
}

/** One folder a log, by its origin, under the user's own state. */
async function folderOf(input: Input, log: Fetcher): Promise<string | undefined> {
  const chosen = once(input, 'keep')
  if (chosen === NO_FOLDER) return undefined
  const state = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state')
  return join(chosen ?? join(state, 'exeunt-verify'), await nameOf(log))
}

async function nameOf(log: Fetcher): Promise<string> {
  try {
    const note = await log.fetch('checkpoint')
    const { origin } = readCheckpoint(readNote(note === 'absent' ? new Uint8Array(0) : note).text)
    const digest = hex(digestOf(utf8(origin)).subarray(0, 4))
    return `${origin.replaceAll(/[^A-Za-z0-9.-]/g, '_')}-${digest}`
  } catch {
    // Its checkpoint cannot be read, and the audit will say so.
    return 'unreadable'
  }
}
