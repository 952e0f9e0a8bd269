import { part } from '../../../html/browser/page.ts'
import { watchIdle } from '../../shell/browser/idle-watch.ts'

// The script of every document but the slip: none of them needs it, and with it an operator who types stays signed in.

// A style that the browser has refused could have hidden what must be seen: then the warning stays.
if (document.styleSheets.length > 0) part('unstarted').remove()

const warning = document.querySelector<HTMLDialogElement>('dialog[data-part="idle"]')
const { stay: at } = warning?.dataset ?? {}
if (warning && at) watchIdle({ warning, isSignedIn: () => true, stay: () => stay(at), leave: () => {} })

function stay(at: string): Promise<unknown> {
  return fetch(at, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ submission: null }),
  })
}
