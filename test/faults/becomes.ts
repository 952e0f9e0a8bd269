import { setTimeout as delay } from 'node:timers/promises'

/** Wait until something is so, or fail saying what was waited for. */
export async function becomes(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { limitMs = 60_000 }: { limitMs?: number } = {},
): Promise<void> {
  for (const begun = performance.now(); !(await isSo());) {
    if (performance.now() - begun > limitMs) throw new Error(`waited ${limitMs} ms in vain until ${what}`)
    await delay(25)
  }
}
