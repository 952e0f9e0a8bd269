import { boxOpener, type BoxOpener } from '../../shell/browser/sealed.ts'
import { type Kept, keepTyped, putBack, takeKept } from '../../old/browser/kept.ts'
import { touch } from '../../old/browser/touching.ts'

export interface KeyOfThisPage {
  /** What opens her boxes; by a touch, the first time. */
  boxes(): Promise<BoxOpener>
  /** What she had typed about this record before the page was left goes back into its fields. */
  giveBack(record: string): void
  /** Forget the key and all that is open; what was typed about this record is kept, sealed. */
  leave(record: string | null): Promise<void>
}

/**
 * The key of whoever sits here, for as long as this page is looked at: one touch opens it, and a page that was walked away
 * from forgets it.
 */
export function keyOfThisPage(): KeyOfThisPage {
  let identity: string | undefined
  let boxes: BoxOpener | undefined
  let kept: Kept | null = null
  addEventListener('pagehide', () => (boxes = identity = undefined))
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  return {
    async boxes() {
      if (boxes) return boxes
      identity = (await touch()).identity
      kept = await takeKept(identity)
      return (boxes = boxOpener(identity))
    },
    giveBack(record) {
      if (kept?.record !== record) return
      putBack(kept)
      kept = null
    },
    async leave(record) {
      if (identity && record !== null) await keepTyped(identity, record).catch(() => {})
      // Somebody who comes back finds the page as one that was never opened.
      if (identity) location.reload()
    },
  }
}
