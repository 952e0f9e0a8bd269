import { OperatorError } from '#basics'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '#config'
import { foldNumber } from '#proof'

/** Something that `exeunt` can be asked to do. */
export interface Command {
  /** What stands below its line in its own help. */
  readonly help: string
  /** Does it, until it is done or `stop` fires. Returns the status to end with; nothing is 0. */
  run(args: readonly string[], stop: AbortSignal): Promise<number | void>
}

/** The command was not understood. The message is one line that says what to do. */
export class UsageError extends OperatorError {
  override name = 'UsageError'
}

interface Allowed {
  /** How many names are asked for, at least and at most. */
  readonly names?: readonly [number, number]
  /** Options with a value. */
  readonly values?: readonly string[]
  /** Options without one. */
  readonly flags?: readonly string[]
}

interface Given {
  readonly names: readonly string[]
  readonly values: Readonly<Partial<Record<string, string>>>
  readonly flags: ReadonlySet<string>
}

/** Read what stands behind a command, or throw a {@link UsageError}. */
export function readArgs(
  args: readonly string[],
  { names: [least, most] = [0, 0], values = [], flags = [] }: Allowed,
): Given {
  const parsed = parse(args, { values, flags })
  const { positionals } = parsed
  if (positionals.length < least) throw new UsageError('something is missing; try --help')
  if (positionals.length > most) throw new UsageError(`"${positionals[most]}" is one too many; try --help`)
  const found: Partial<Record<string, string>> = {}
  const set = new Set<string>()
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === 'string') found[name] = value
    else if (value) set.add(name)
  }
  return { names: positionals, values: found, flags: set }
}

function parse(
  args: readonly string[],
  { values, flags }: { values: readonly string[]; flags: readonly string[] },
) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries([
        ...values.map((name) => [name, { type: 'string' }] as const),
        ...flags.map((name) => [name, { type: 'boolean' }] as const),
      ]),
    })
  } catch (cause) {
    // Node's own words quote the option, and sometimes give advice that does not fit here.
    const option = /'(-[^ '=]*)/.exec(cause instanceof Error ? cause.message : '')?.[1]
    throw new UsageError(option ? `"${option}" is not understood; try --help` : 'not understood; try --help')
  }
}

/** A whole number among the values, or a {@link UsageError} that names it. */
export function wholeNumber({ values }: Given, name: string): number {
  const text = values[name] ?? ''
  const digits = foldNumber(text)
  const number = Number(digits)
  if (!/^\d{1,16}$/.test(digits) || !Number.isSafeInteger(number))
    throw new UsageError(`--${name} must be a whole number; it is "${text}"`)
  return number
}

/** The settings of this process. */
export function settings({ demo = false } = {}): Config {
  return readConfig(process.env, { demo })
}

export const SETTINGS = 'Settings are environment variables; docs/settings.md lists them.'
