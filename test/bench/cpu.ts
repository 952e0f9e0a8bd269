import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Watches how much of a core each of several groups of processes uses; 1 is one core, all the time. */
export function watchCpu(groups: Record<string, () => readonly number[]>): () => string {
  const begun = performance.now()
  const before = usage(groups)
  return () => {
    const seconds = (performance.now() - begun) / 1_000
    return Object.entries(usage(groups))
      .map(([name, used]) => `${name} ${((used - (before[name] ?? 0)) / seconds).toFixed(2)}`)
      .join(', ')
  }
}

function usage(groups: Record<string, () => readonly number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(groups).map(([name, pids]) => [name, pids().reduce((sum, pid) => sum + secondsOf(pid), 0)]))
}

/** Processor seconds of a process, its own and those of children that ended (proc(5), stat, fields 14 to 17). */
function secondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number)
    return fields.reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND
  } catch {
    return 0
  }
}
