// Programs as processes of their own: what they print, and how they end.
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** `exeunt`, as it is shipped. */
export const MAIN = fileURLToPath(new URL('../../program/main.js', import.meta.url))

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  /** What it has printed, on both streams. */
  readonly output: string
}

type Options = Pick<SpawnOptions, 'cwd' | 'env'>

/** Run Node with these arguments until it ends. */
export function runNode(args: readonly string[], options: Options = {}): Promise<Ended> {
  return endOf(startNode(args, options))
}

export function startNode(args: readonly string[], options: Options = {}): ChildProcess {
  return spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Wait until somebody who was just started has ended. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  let output = ''
  listenTo(child, (text) => (output += text))
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { status, signal, output }
}

export function listenTo(child: ChildProcess, hear: (text: string) => void): void {
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => hear(chunk.toString()))
}

export function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Without warning, unless another signal is named, and wait until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (isGone(child)) return
  child.kill(signal)
  await once(child, 'exit')
}
