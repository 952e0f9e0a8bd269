import { Hono } from 'hono'
import { type Figures } from '#statistics'
import { type FrontEnv } from '../front.ts'
import { type SiteNeeds } from '../needs.ts'
import { CountingPage } from './counting-page.tsx'
import { SafetyPage } from './safety-page.tsx'

export function aboutPages(needs: SiteNeeds, figures: () => Promise<Figures>): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.get('/counting', async (c) =>
    c.html(<CountingPage {...c.get('page')} figures={await figures()} timeZone={needs.timeZone} />),
  )
  pages.get('/safety', (c) => c.html(<SafetyPage {...c.get('page')} />))
  return pages
}
