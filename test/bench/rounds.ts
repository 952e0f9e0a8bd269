/** What a round of many clients came to. */
export interface Round {
  readonly done: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

interface Load {
  readonly clients: number
  readonly lengthMs: number
  readonly work: (client: number) => Promise<void>
}

/** Closed loop: each of `clients` does `work` again and again for `lengthMs`, and each doing is timed. */
export async function runRound({ clients, lengthMs, work }: Load): Promise<Round> {
  const waits: number[] = []
  const begun = performance.now()
  const client = async (nth: number) => {
    for (;;) {
      const from = performance.now()
      if (from - begun > lengthMs) return
      await work(nth)
      waits.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, nth) => client(nth)))
  const seconds = (performance.now() - begun) / 1_000
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
  return { done: waits.length, seconds, perSecond: waits.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/**
 * Each kind of work in turn, and all of them again, so that a slow minute of the machine is everybody's. Before what counts
 * each runs once: the compiler of a young process has yet to see what is hot. `watch` begins to look at something, and says
 * at the end of a round what it was.
 */
export async function interleaved<Kind extends string, Seen>(
  kinds: Record<Kind, Load['work']>,
  { rounds, watch, ...load }: Omit<Load, 'work'> & { rounds: number; watch: () => () => Seen },
): Promise<Record<Kind, Measured<Seen>>> {
  const works = Object.entries<Load['work']>(kinds)
  for (const [, work] of works) await runRound({ ...load, lengthMs: load.lengthMs / 2, work })
  const found = works.map(([kind]) => [kind, { rounds: [] as Round[], seen: [] as Seen[] }] as const)
  for (let round = 0; round < rounds; round += 1) {
    for (const [nth, [, work]] of works.entries()) {
      const seen = watch()
      found[nth]?.[1].rounds.push(await runRound({ ...load, work }))
      found[nth]?.[1].seen.push(seen())
    }
  }
  return Object.fromEntries(found) as unknown as Record<Kind, Measured<Seen>>
}

export interface Measured<Seen> {
  readonly rounds: readonly Round[]
  readonly seen: readonly Seen[]
}

/** The middle of the rounds, each figure by itself. */
export function medianRound(rounds: readonly Round[]): Pick<Round, 'perSecond' | 'p50Ms' | 'p99Ms'> {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
