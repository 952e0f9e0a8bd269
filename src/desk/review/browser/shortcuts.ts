import { part, partAs } from '../../../html/browser/page.ts'
import { act } from '../../old/browser/page.ts'

const ACTS: Record<string, string> = {
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
}

/**
 * Single keys press buttons: whatever a key does, a button does, and a button that is not offered has no key.
 * They can be switched off (WCAG 2.1.4), and they rest while somebody types.
 */
export function startShortcuts(): void {
  const help = document.querySelector<HTMLDialogElement>('dialog#keys')
  const keysOn = partAs(HTMLInputElement, 'keys-on')
  for (const button of document.querySelectorAll('[data-act="help"]'))
    button.addEventListener('click', () => help?.showModal())

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      for (const cancel of document.querySelectorAll<HTMLButtonElement>('[data-act="cancel"]'))
        press(cancel, event)
    }
    if (!keysOn.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    if (help?.open || isTyping(event.target)) return
    if (event.key === '?') {
      event.preventDefault()
      help?.showModal()
    } else if (event.key === 't') {
      event.preventDefault()
      part('words').focus()
    } else if (event.key === 'l') {
      event.preventDefault()
      part('people').querySelector<HTMLInputElement>('[data-part="publish"]')?.focus()
    } else if (event.key === 's') {
      press(partAs(HTMLInputElement, 'again-shown'), event)
    } else if (/^[1-6]$/.test(event.key)) {
      for (const list of ['reason', 'reply']) press(nthOf(list, Number(event.key)), event)
    } else {
      const name = ACTS[event.key.toLowerCase()]
      if (name) press(act(name), event)
    }
  })
}

function nthOf(list: string, nth: number): HTMLButtonElement | undefined {
  return document.querySelectorAll<HTMLButtonElement>(`button[data-${list}]`)[nth - 1]
}

function press(button: HTMLButtonElement | HTMLInputElement | null | undefined, event: Event): void {
  // A button inside something hidden has no box on the page: not offered, so not pressed.
  if (!button || button.disabled || button.getClientRects().length === 0) return
  event.preventDefault()
  button.click()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])')
  )
}
