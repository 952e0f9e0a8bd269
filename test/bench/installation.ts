// The installation that is measured, and who uses the processor while it is.
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { serverPids, type WholeInstallation } from '../installation/whole.ts'
import { watchCpu } from './cpu.ts'
import { type Measured, type Round } from './rounds.ts'

export const CLIENTS = 32

/** Processor seconds, by who used them. */
export type Cpu = Record<'site' | 'postgres' | 'load generator', number>

export function cpuOf(installation: WholeInstallation): () => () => Cpu {
  const groups = {
    site: () => installation.pidsOf('site'),
    postgres: () => serverPids(realpathSync(join(installation.dataDir, 'postgres'))),
    'load generator': () => [process.pid],
  }
  return () => watchCpu(groups)
}

/** Where the time goes: cores in use, and processor time for one of what was done. The rest of the machine is others'. */
export function whatLimits<Name extends string>({ rounds, seen }: Measured<Record<Name, number>>): string {
  const done = sum(rounds.map((round) => round.done))
  const seconds = sum(rounds.map((round) => round.seconds))
  const names = Object.keys(seen[0] ?? {}) as Name[]
  return names
    .map((name) => {
      const used = sum(seen.map((one) => one[name]))
      return `${name} ${(used / seconds).toFixed(2)} cores, ${((used * 1_000) / done).toFixed(3)} ms each`
    })
    .join('; ')
}

export function doneIn(rounds: readonly Round[]): number {
  return sum(rounds.map(({ done }) => done))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
