/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import { ask } from './ask.ts'
import { t } from './i18n.ts'
import { watchIdle } from './idle-watch.ts'
import { leave, openRecord } from './leave.ts'
import { heldKey, member } from './session.ts'

/**
 * Keeps the session while somebody is here, and says before it ends; any key or touch is an answer. A page that was walked
 * away from forgets its key.
 */
export function IdleWarning() {
  const warning = useRef<HTMLDialogElement>(null)
  useEffect(
    () =>
      watchIdle({
        warning: warning.current,
        isSignedIn: () => member.get() !== null,
        stay: () => ask('stay', { submission: openRecord() }),
        // Without a key there is nothing to forget; what she does next asks for a touch, and her words stand where they were.
        leave: () => heldKey() && void leave(),
      }),
    [],
  )
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
