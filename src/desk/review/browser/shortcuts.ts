import { store } from '../../shell/browser/store.ts'

/** They can be switched off (WCAG 2.1.4). */
export const keysOn = store(true)

/** What each key presses: a button, by its `data-act`. */
const ACTS: Readonly<Record<string, string>> = {
  n: 'next',
  r: 'register',
  u: 'register-uncounted',
  h: 'hold',
  d: 'decline',
  w: 'withdraw',
  k: 'keep',
  p: 'put-back',
  c: 'contact',
  x: 'redact',
  z: 'undo',
  b: 'undo-decision',
  '?': 'help',
}

/** Where a key goes. */
const PLACES: Readonly<Record<string, string>> = { t: '[data-part="words"]', l: '[data-part="publish"]' }

/**
 * Single keys press buttons: whatever a key does, a button does, and a button that is not offered has no key. They rest while
 * somebody types. Returned is what ends them.
 */
export function startShortcuts(): () => void {
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}

function press(event: KeyboardEvent): void {
  const { key } = event
  if (event.defaultPrevented) return
  if (key === 'Escape') return pressAll('[data-act="cancel"]', event)
  if (!keysOn.get() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
  if (document.querySelector<HTMLDialogElement>('dialog#keys')?.open || isTyping(event.target)) return
  const place = PLACES[key]
  if (place) {
    event.preventDefault()
    document.querySelector<HTMLElement>(place)?.focus()
  } else if (key === 's') pressAll('[data-part="again-shown"]', event)
  else if (/^[1-6]$/.test(key))
    pressAll(`:nth-child(${key} of [data-reason]), li:nth-child(${key}) > [data-reply]`, event)
  else {
    const act = ACTS[key.toLowerCase()]
    if (act) pressAll(`button[data-act="${act}"]`, event)
  }
}

function pressAll(what: string, event: Event): void {
  for (const button of document.querySelectorAll<HTMLButtonElement | HTMLInputElement>(what)) {
    // A button inside something hidden has no box on the page: not offered, so not pressed.
    if (button.disabled || button.getClientRects().length === 0) continue
    event.preventDefault()
    button.click()
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])')
  )
}
