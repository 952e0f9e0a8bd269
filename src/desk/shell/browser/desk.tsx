/** @jsxImportSource preact */
import { render } from 'preact'
import { App } from './app.tsx'
import { boot } from './boot.ts'
import { speak } from './i18n.ts'
import { watchTyping } from './kept.ts'
import { startPlaces } from './place.ts'
import { forget, member } from './session.ts'

// The whole of the desk's script: one page, whose areas are views.
void start()

async function start(): Promise<void> {
  await speak(boot.language)
  member.set(boot.member)
  watchTyping()
  // A page that the browser keeps for its back button must not hold the key.
  addEventListener('pagehide', forget)
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  startPlaces()
  const unstarted = document.querySelector('[data-part="unstarted"]')
  // A style that the browser has refused could have hidden what must be seen: then the warning stays.
  if (document.styleSheets.length > 0) unstarted?.remove()
  const root = document.createElement('div')
  document.body.prepend(root)
  render(<App />, root)
}
