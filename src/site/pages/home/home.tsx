import { Hono } from 'hono'
import { type EntrySummary } from '#register'
import { type Figures } from '#statistics'
import { type FrontEnv } from '../../front.ts'
import { type SiteDeps } from '../../deps.ts'
import { HomePage } from './home-page.tsx'

interface Reads {
  readonly figures: () => Promise<Figures>
  readonly latest: () => Promise<EntrySummary[]>
}

export function homePages(deps: SiteDeps, { figures, latest }: Reads): Hono<FrontEnv> {
  const pages = new Hono<FrontEnv>()
  pages.get('/', async (c) => {
    const [now, entries] = await Promise.all([figures(), latest()])
    return c.html(<HomePage {...c.get('page')} figures={now} latest={entries} timeZone={deps.timeZone} />)
  })
  return pages
}
