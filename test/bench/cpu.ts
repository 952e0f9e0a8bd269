import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Processor seconds that each of several groups of processes uses from now on. */
export function watchCpu<Name extends string>(
  groups: Record<Name, () => readonly number[]>,
): () => Record<Name, number> {
  const before = usage(groups)
  return () => {
    const now = usage(groups)
    for (const name of Object.keys(now) as Name[]) now[name] -= before[name]
    return now
  }
}

function usage<Name extends string>(groups: Record<Name, () => readonly number[]>): Record<Name, number> {
  const names = Object.keys(groups) as Name[]
  const used = names.map((name) => [name, groups[name]().reduce((sum, pid) => sum + secondsOf(pid), 0)])
  return Object.fromEntries(used) as Record<Name, number>
}

/** Processor seconds of a process, its own and those of children that ended (proc(5), stat, fields 14 to 17). */
export function secondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number)
    return fields.reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND
  } catch {
    return 0
  }
}
