/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { ask } from './ask.ts'
import { t } from './i18n.ts'
import { leave, openRecord } from './leave.ts'
import { heldKey, member } from './session.ts'

/** The server ends a session that is idle for as long, and gives a case to somebody else. */
const IDLE_MS = 15 * 60_000
/** So long before that she is asked whether she is there. */
const WARNING_MS = 60_000
/** Whoever types makes no other request: so often the server is told that she is there. */
const SAY_MS = 60_000
const LOOK_MS = 5_000

const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const

/**
 * Keeps the session while somebody is here, and says before it ends; any key or touch is an answer. Typing is being here. A
 * page that was walked away from forgets its key.
 */
export function IdleWarning() {
  const warning = useRef<HTMLDialogElement>(null)
  useEffect(() => watch(warning.current), [])
  return (
    <dialog data-part="idle" aria-labelledby="idle-title" ref={warning}>
      <h2 id="idle-title">{t('desk-idle-title')}</h2>
      <p>{t('desk-idle-lead')}</p>
      <form method="dialog">
        <button class="primary">{t('desk-idle-stay')}</button>
      </form>
    </dialog>
  )
}

function watch(warning: HTMLDialogElement | null): () => void {
  let activeAt = Date.now()
  let saidAt = activeAt
  let left = false

  const active = () => {
    activeAt = Date.now()
    warning?.close()
    if (!member.get() || activeAt - saidAt < SAY_MS) return
    saidAt = activeAt
    // Unheard, it is said again with the next key; what she does next tells her if the session has ended.
    void ask('stay', { submission: openRecord() }).catch(() => {})
  }
  const look = () => {
    const idleMs = Date.now() - activeAt
    if (!member.get()) return
    if (idleMs >= IDLE_MS) {
      // Without a key there is nothing to forget; what she does next asks for a touch, and her words stand where they were.
      if (!left && heldKey()) void leave()
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
