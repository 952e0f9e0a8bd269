import { part } from '../../../html/browser/page.ts'
import { ask } from './ask.ts'
import { watchAlarms } from './alarms.ts'
import { watchIdle } from './idle.ts'
import { watchTyping } from './kept.ts'
import { act, language } from './page.ts'

/** What every page of the desk has: a way to leave it, and an ear for alarms. */
export function startFrame(): void {
  // A style that the browser has refused could have hidden what must be seen: then the warning stays.
  if (document.styleSheets.length > 0) part('unstarted').remove()
  watchAlarms()
  watchIdle()
  watchTyping()
  act('sign-out').addEventListener('click', async () => {
    await ask('signOut').catch(() => {})
    // A new page: with this one goes the key in its memory.
    location.assign(`/${language}/`)
  })
}
