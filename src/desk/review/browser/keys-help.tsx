/** @jsxImportSource preact */
import { t } from '../../shell/browser/i18n.ts'
import { keysOn } from './shortcuts.ts'

const KEYS = [
  ['n', 'desk-next'],
  ['r', 'desk-register'],
  ['u', 'desk-register-uncounted'],
  ['h', 'desk-hold'],
  ['d', 'desk-decline'],
  ['1–6', 'desk-decline-why'],
  ['w', 'desk-withdraw'],
  ['k', 'desk-keep'],
  ['p', 'desk-put-back'],
  ['c', 'desk-key-contact'],
  ['l', 'desk-key-people'],
  ['s', 'desk-key-again'],
  ['t', 'desk-key-text'],
  ['← →', 'desk-key-select'],
  ['x', 'desk-redact'],
  ['z', 'desk-undo'],
  ['b', 'desk-undo-decision'],
  ['↓', 'desk-key-replies'],
  ['Ctrl + Enter', 'desk-key-send'],
  ['Esc', 'desk-cancel'],
  ['?', 'desk-keys'],
] as const

/** What the single keys do, and the switch that turns them off for whoever speaks to the computer. */
export function KeysHelp() {
  const on = keysOn.use()
  return (
    <dialog class="keys" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('desk-keys')}</h2>
      <dl>
        {KEYS.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input
            type="checkbox"
            data-part="keys-on"
            checked={on}
            onChange={(event) => keysOn.set(event.currentTarget.checked)}
          />{' '}
          {t('desk-keys-on')}
        </label>
      </p>
      <form method="dialog">
        <button class="primary">{t('desk-close')}</button>
      </form>
    </dialog>
  )
}

export function HelpButton({ class: style }: { class: string }) {
  return (
    <button type="button" class={style} data-act="help" onClick={showHelp}>
      {t('desk-keys')} <kbd>?</kbd>
    </button>
  )
}

function showHelp(): void {
  document.querySelector<HTMLDialogElement>('dialog#keys')?.showModal()
}
