import { part } from '../../../html/browser/page.ts'
import { watchIdle } from '../../shell/browser/idle-watch.ts'

// The script of every document but the slip: none of them needs it, and with it an operator who types stays signed in.

// A style that the browser has refused could have hidden what must be seen: then the warning stays.
if (document.styleSheets.length > 0) part('unstarted').remove()

const warning = document.querySelector<HTMLDialogElement>('dialog[data-part="idle"]')
if (warning) watchIdle({ warning, isSignedIn: () => true, stay, leave: () => {} })

function stay(): Promise<unknown> {
  return fetch('/api/stay', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ submission: null }),
  })
}
