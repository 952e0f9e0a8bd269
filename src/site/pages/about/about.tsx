import { Hono } from 'hono'
import { type Figures } from '#statistics'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { CountingPage } from './counting-page.tsx'
import { SafetyPage } from './safety-page.tsx'

export function aboutPages(deps: SiteDeps, figures: () => Promise<Figures>): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.get('/counting', async (c) =>
    c.html(<CountingPage {...c.get('page')} figures={await figures()} timeZone={deps.timeZone} />),
  )
  pages.get('/safety', (c) => c.html(<SafetyPage {...c.get('page')} />))
  return pages
}
