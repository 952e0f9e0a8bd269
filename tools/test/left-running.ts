// What a test has started and not ended. Whatever works for a run works under the run's temporary directory: as its
// working directory, in its command line or in its environment; so it is found though its parent has died.
import * as fs from 'node:fs'

/** What SIGKILL does not end waits for a disk, and nobody waits for it. */
const ROUNDS_MOST = 250

export interface Running {
  readonly pid: number
  readonly commandLine: string
}

/** Every process that works under a directory, and is not this one or above it. */
function runningUnder(directory: string): Running[] {
  const own = new Set(ancestry(process.pid))
  return allProcesses()
    .filter((pid) => !own.has(pid) && worksUnder(pid, directory))
    .map(seen)
}

/** SIGKILL to each, and to whatever they started meanwhile. Returns those that nobody else among them started. */
export function endUnder(directory: string): Running[] {
  const ended = new Map<number, Running>()
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const found = runningUnder(directory)
    if (found.length === 0) break
    const pids = new Set(found.map(({ pid }) => pid))
    for (const one of found) {
      if (!pids.has(parentOf(one.pid))) ended.set(one.pid, one)
      kill(one.pid)
    }
    pause(20)
  }
  return [...ended.values()]
}

/** Programs that were asked to end may take a moment. Returns who is still there after it. */
export function stillUnder(directory: string, { graceMs }: { graceMs: number }): Running[] {
  const begun = performance.now()
  let found = runningUnder(directory)
  for (; found.length > 0 && performance.now() - begun < graceMs; found = runningUnder(directory)) pause(50)
  return found
}

/** Children of ours that were given this file to run. */
export function runningOn(file: string): Running[] {
  return allProcesses()
    .filter((pid) => parentOf(pid) === process.pid && textOf(pid, 'cmdline').split('\0').includes(file))
    .map(seen)
}

export function described(found: readonly Running[]): string {
  return found.map(({ pid, commandLine }) => `  ${pid} ${commandLine.slice(0, 160)}`).join('\n')
}

/** None without /proc: elsewhere than on Linux nothing is found, and a run ends what it knows of. */
function allProcesses(): number[] {
  return fs.existsSync('/proc/self/stat') ? fs.readdirSync('/proc').map(Number).filter(Number.isInteger) : []
}

function seen(pid: number): Running {
  const [program = '', ...args] = textOf(pid, 'cmdline').split('\0')
  return { pid, commandLine: [program, ...args.filter((arg) => !arg.startsWith('--'))].join(' ').trim() }
}

/** A process that has been killed and not yet been waited for works nowhere any more. */
function worksUnder(pid: number, directory: string): boolean {
  if (statOf(pid).state === 'Z') return false
  const names = (text: string) =>
    text.split('\0').some((part) => part.endsWith(directory) || part.includes(`${directory}/`))
  return names(linkOf(pid, 'cwd')) || names(textOf(pid, 'cmdline')) || names(textOf(pid, 'environ'))
}

function ancestry(pid: number): number[] {
  return pid > 1 ? [pid, ...ancestry(parentOf(pid))] : []
}

function parentOf(pid: number): number {
  return statOf(pid).parent
}

/** proc(5): the name in parentheses may hold anything, so the fields are read after its last one. */
function statOf(pid: number): { state: string; parent: number } {
  const stat = textOf(pid, 'stat')
  const [state = 'Z', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state, parent: Number(parent) }
}

function textOf(pid: number, name: string): string {
  return orNothing(() => fs.readFileSync(`/proc/${pid}/${name}`, 'utf8'))
}

function linkOf(pid: number, name: string): string {
  return orNothing(() => fs.readlinkSync(`/proc/${pid}/${name}`))
}

/** A process may be gone by the time it is looked at. */
function orNothing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}

/** Without a turn of the event loop: a process that is ending has none left. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
