import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readVerifierKey } from './note-key.ts'
import { type Policy, policyOfLogs, readPolicy } from './policy.ts'

/** What a command comes to. */
export type Answer = 'proved' | 'not-proved'

/** The command was not understood, or a file of the user's own cannot be read. One line, saying what to do. */
export class CliError extends Error {
  override name = 'CliError'
}

export interface Input {
  readonly target: string
  /** Undefined where neither a key nor a policy was given. */
  readonly policy: Policy | undefined
  readonly options: Readonly<Partial<Record<string, readonly string[]>>>
}

/** One target, and options with a value each. */
export async function readInput(args: readonly string[], names: readonly string[]): Promise<Input> {
  const all = ['vkey', 'policy', ...names]
  const { positionals, values } = parsed(args, all)
  const [target, ...more] = positionals
  if (target === undefined || more.length > 0)
    throw new CliError('Name one log or one file; see `exeunt-verify help`.')
  const options = Object.fromEntries(all.map((name) => [name, values[name] ?? []]))
  return { target, options, policy: await policyFrom(options) }
}

export async function readOwnFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch {
    throw new CliError(`Cannot read the file ${path}.`)
  }
}

async function policyFrom({ vkey = [], policy = [] }: Input['options']): Promise<Policy | undefined> {
  const [file, ...more] = policy
  if (more.length > 0 || (file !== undefined && vkey.length > 0)) {
    throw new CliError('Give keys with --vkey, or one --policy that has them.')
  }
  if (file !== undefined) return readPolicy(await readOwnFile(file))
  return vkey.length === 0 ? undefined : policyOfLogs(vkey.map(readVerifierKey))
}

function parsed(args: readonly string[], names: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true } as const])),
    })
  } catch {
    throw new CliError(`The options are ${names.map((name) => `--${name}`).join(', ')}, each with a value.`)
  }
}
