import { Hono } from 'hono'
import { branches, CENTRE } from '#staff'
import { type FrontEnv } from '../../front.ts'
import { keptForAMoment } from '../../kept.ts'
import { type SiteDeps } from '../../deps.ts'
import { BranchesPage } from './branches-page.tsx'

/** Where the centre can be met. One page with all of it: which country somebody looks for, her browser alone knows. */
export function branchPages(deps: SiteDeps): Hono<FrontEnv> {
  const listed = keptForAMoment(async () =>
    (await branches(deps)).filter((branch) => branch.listed && !branch.closed && branch.id !== CENTRE),
  )
  const pages = new Hono<FrontEnv>()
  pages.get('/branches', async (c) => c.html(<BranchesPage {...c.get('page')} branches={await listed()} />))
  return pages
}
