/** What a round of many clients came to. */
export interface Round {
  readonly done: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Closed loop: each of `clients` does `work` again and again for `lengthMs`, and each doing is timed. */
export async function runRound(options: {
  clients: number
  lengthMs: number
  work: (client: number) => Promise<void>
}): Promise<Round> {
  const waits: number[] = []
  const begun = performance.now()
  const client = async (nth: number) => {
    for (;;) {
      const from = performance.now()
      if (from - begun > options.lengthMs) return
      await options.work(nth)
      waits.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: options.clients }, (_, nth) => client(nth)))
  const seconds = (performance.now() - begun) / 1_000
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
  return { done: waits.length, seconds, perSecond: waits.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
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
