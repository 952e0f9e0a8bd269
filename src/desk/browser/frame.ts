import { ask } from './ask.ts'
import { watchAlarms } from './alarms.ts'
import { act, language } from './page.ts'

/** What every page of the desk has: a way to leave it, and an ear for alarms. */
export function startFrame(): void {
  watchAlarms()
  act('sign-out').addEventListener('click', async () => {
    await ask('signOut').catch(() => {})
    // A new page: with this one goes the key in its memory.
    location.assign(`/${language}/`)
  })
}
