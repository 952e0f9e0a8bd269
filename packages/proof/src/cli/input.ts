import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { printable } from '../basics/printable.ts'
import { ProofError } from '../basics/proof-error.ts'

/** What a command comes to: all is proved, something is false, or nothing is false and something was not checked. */
export type Answer = 'proved' | 'failed' | 'unchecked' | 'older'

/** The command was not understood, or a file of the user's own cannot be read. One line, saying what to do. */
export class CliError extends Error {
  override name = 'CliError'
}

export interface Input {
  readonly targets: readonly string[]
  readonly options: Readonly<Partial<Record<string, readonly string[]>>>
}

/** So many targets, and options with a value each. */
export function readInput(
  args: readonly string[],
  { targets, options: names }: { readonly targets: number; readonly options: readonly string[] },
): Input {
  const all = [...TRUST_OPTIONS, ...names]
  const { positionals, values } = parsed(args, all)
  if (positionals.length !== targets)
    throw new CliError(
      `This asks for ${targets} ${targets === 1 ? 'name' : 'names'}; see \`exeunt-verify help\`.`,
    )
  return { targets: positionals, options: Object.fromEntries(all.map((name) => [name, values[name] ?? []])) }
}

/** The value of an option that may be given once. */
export function once({ options }: Input, name: string): string | undefined {
  const [value, ...more] = options[name] ?? []
  if (more.length > 0) throw new CliError(`--${name} may be given once.`)
  return value
}

/** What the user gave, read; what cannot be read is his own slip, and says nothing of the log. */
export function understood<Value>(what: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    throw new CliError(`${what} is not understood: ${error.message}`)
  }
}

export async function readOwnFile(path: string): Promise<Uint8Array> {
  try {
    return withoutMark(await readFile(path))
  } catch {
    throw new CliError(`Cannot read the file ${path}.`)
  }
}

/** Some editors put a byte order mark before a text. No file that is read here begins with one that means anything. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

/** A line of what was found. Whatever of it came out of a file or from a site, it is one line, and plain. */
export function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`)
}

/** Whose signatures are believed: for every command. */
const TRUST_OPTIONS = ['vkey', 'policy', 'root', 'keep']

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
