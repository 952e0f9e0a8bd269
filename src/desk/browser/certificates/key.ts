import { boxOpener, type BoxOpener } from '../sealed.ts'
import { touch } from '../touching.ts'

/** The server ends a session that is idle for as long. */
const IDLE_MS = 15 * 60_000

/**
 * The key of whoever sits here, for as long as this page is looked at: one touch opens it, and a page that was walked away
 * from forgets it.
 */
export function keyOfThisPage(): () => Promise<BoxOpener> {
  let boxes: BoxOpener | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const again = () => {
    clearTimeout(timer)
    if (boxes) timer = setTimeout(() => location.reload(), IDLE_MS)
  }
  for (const sign of ['keydown', 'pointerdown', 'wheel']) addEventListener(sign, again)
  addEventListener('pagehide', () => (boxes = undefined))
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  return async () => {
    boxes ??= boxOpener((await touch()).identity)
    again()
    return boxes
  }
}
