/** The server ends a session that is idle for as long, and gives a case to somebody else. */
const IDLE_MS = 15 * 60_000
/** So long before that she is asked whether she is there. */
const WARNING_MS = 60_000
/** Whoever types makes no other request: so often the server is told that she is there. */
const SAY_MS = 60_000
const LOOK_MS = 5_000

const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

interface Watched {
  readonly warning: HTMLDialogElement | null
  readonly isSignedIn: () => boolean
  /** Tells the server that she is here. */
  readonly stay: () => Promise<unknown>
  /** Once for each time that the page was walked away from. */
  readonly leave: () => void
}

/** Keep the session while somebody is here, and say before it ends. Typing is being here. What it returns ends the watch. */
export function watchIdle({ warning, isSignedIn, stay, leave }: Watched): () => void {
  let activeAt = Date.now()
  let saidAt = activeAt
  let left = false

  const active = () => {
    activeAt = Date.now()
    warning?.close()
    if (!isSignedIn() || activeAt - saidAt < SAY_MS) return
    saidAt = activeAt
    // Unheard, it is said again with the next key; what she does next tells her if the session has ended.
    void stay().catch(() => {})
  }
  const look = () => {
    const idleMs = Date.now() - activeAt
    if (!isSignedIn()) return
    if (idleMs >= IDLE_MS) {
      if (!left) leave()
      left = true
    } else {
      left = false
      if (idleMs >= IDLE_MS - WARNING_MS && !warning?.open) warning?.showModal()
    }
  }
  for (const sign of SIGNS) addEventListener(sign, active)
  const timer = setInterval(look, LOOK_MS)
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, active)
    clearInterval(timer)
  }
}
