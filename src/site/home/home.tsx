import { Hono } from 'hono'
import { lastNumber, listEntries } from '#register'
import { type Figures } from '#statistics'
import { type FrontEnv } from '../front.ts'
import { type SiteNeeds } from '../needs.ts'
import { HomePage } from './home-page.tsx'

const LATEST = 5

export function homePages(needs: SiteNeeds, figures: () => Promise<Figures>): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.get('/', async (c) => {
    const [now, newest] = await Promise.all([figures(), lastNumber(needs.db)])
    const latest = await listEntries(needs.db, { before: newest + 1, size: LATEST })
    return c.html(<HomePage {...c.get('page')} figures={now} latest={latest} timeZone={needs.timeZone} />)
  })
  return pages
}
