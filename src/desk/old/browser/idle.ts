import { part, partAs } from '../../../html/browser/page.ts'
import { ask } from './ask.ts'

/** The server ends a session that is idle for as long, and gives a case to somebody else. */
const IDLE_MS = 15 * 60_000
/** So long before that she is asked whether she is there. */
const WARNING_MS = 60_000
/** Whoever types makes no other request: so often the server is told that she is there. */
const SAY_MS = 60_000
const LOOK_MS = 5_000

const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

interface Held {
  /** The case that is open, which stays hers with the session. */
  readonly submission: () => string | null
  /** What a page does that was walked away from. */
  readonly leave: () => void
}

let held: Held = { submission: () => null, leave: () => {} }

/** What this page holds, for as long as somebody is before it. */
export function holdWhileHere(here: Held): void {
  held = here
}

/**
 * Keep the session while somebody is here, and say before it ends. Typing is being here. A page that was walked away
 * from is left.
 */
export function watchIdle(): void {
  let activeAt = Date.now()
  let saidAt = activeAt
  const warning = partAs(HTMLDialogElement, 'idle')
  const isSeated = () => !part('seat').hidden

  const active = () => {
    activeAt = Date.now()
    warning.close()
    if (!isSeated() || activeAt - saidAt < SAY_MS) return
    saidAt = activeAt
    // Unheard, it is said again with the next key; what she does next tells her if the session has ended.
    void ask('stay', { submission: held.submission() }).catch(() => {})
  }
  for (const sign of SIGNS) addEventListener(sign, active)

  let left = false
  setInterval(() => {
    const idleMs = Date.now() - activeAt
    if (!isSeated()) return
    if (idleMs >= IDLE_MS) {
      if (!left) held.leave()
      left = true
    } else {
      left = false
      if (idleMs >= IDLE_MS - WARNING_MS && !warning.open) warning.showModal()
    }
  }, LOOK_MS)
}
