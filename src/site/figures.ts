import { type Figures, readFigures } from '#statistics'
import { type SiteNeeds } from './needs.ts'

const FRESH_MS = 2_000

/** The figures, read from the tally at most once in two seconds however many visitors ask. */
export function cachedFigures(needs: SiteNeeds): () => Promise<Figures> {
  let reading: Promise<Figures> | undefined
  let readAt = -Infinity
  return () => {
    if (!reading || performance.now() - readAt > FRESH_MS) {
      readAt = performance.now()
      reading = readFigures(needs)
      // A failed reading is not kept: the next visitor tries again.
      reading.catch(() => (reading = undefined))
    }
    return reading
  }
}
