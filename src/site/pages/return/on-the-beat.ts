import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than what any code takes on a machine that is not overloaded. */
const BEAT_MS = 50

/**
 * Let an answer leave at the next beat since its question came: how long the work took, and so what was found, cannot be
 * told by a clock on the line. A beat ends with a millisecond of the clock that timers go by; so the last wait ends there
 * too, however much of it was left.
 */
export async function leaveOnTheBeat<Result>(work: () => Promise<Result>, beatMs = BEAT_MS): Promise<Result> {
  const begun = nowMs()
  try {
    return await work()
  } finally {
    const leavesAt = begun + beatMs * (Math.floor((nowMs() - begun) / beatMs) + 1)
    for (let leftMs = leavesAt - nowMs(); leftMs > 0; leftMs = leavesAt - nowMs()) await sleep(leftMs)
  }
}

function nowMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
