import { elapse, isSlowerNow, patience } from '../patience.ts'

const LOOK_AGAIN_MS = 25

/** Wait until something is so, or fail saying what was waited for. The limit is that of a quiet machine. */
export async function becomes(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { limitMs = 30_000 }: { limitMs?: number } = {},
): Promise<void> {
  for (const begun = performance.now(); !(await isSo());) {
    const waitedMs = performance.now() - begun
    if (waitedMs > patience(limitMs) && !isSlowerNow())
      throw new Error(`waited ${Math.round(waitedMs)} ms in vain until ${what}`)
    await elapse(LOOK_AGAIN_MS)
  }
}
