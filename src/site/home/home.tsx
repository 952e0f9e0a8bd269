import { Hono } from 'hono'
import { type EntrySummary } from '#register'
import { type Figures } from '#statistics'
import { type FrontEnv } from '../front.ts'
import { type SiteNeeds } from '../needs.ts'
import { HomePage } from './home-page.tsx'

interface Reads {
  readonly figures: () => Promise<Figures>
  readonly latest: () => Promise<EntrySummary[]>
}

export function homePages(needs: SiteNeeds, { figures, latest }: Reads): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.get('/', async (c) => {
    const [now, entries] = await Promise.all([figures(), latest()])
    return c.html(<HomePage {...c.get('page')} figures={now} latest={entries} timeZone={needs.timeZone} />)
  })
  return pages
}
