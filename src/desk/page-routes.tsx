import { readEntry } from '#register'
import { openedBoxes } from '#review'
import { branches, lastChanges, latestActs, team } from '#staff'
import { AuditPage } from './audit-page.tsx'
import { BranchesPage } from './branches-page.tsx'
import { EnrolPage } from './enrol-page.tsx'
import { EntryPage } from './entry-page.tsx'
import { type Handlers } from './handlers.ts'
import { type DeskNeeds } from './needs.ts'
import { contextOf, FIRST_LANGUAGE } from './page-context.ts'
import { page } from './routes.ts'
import { RequestsPage } from './requests-page.tsx'
import { shownRequests } from './shown-requests.ts'
import { TeamPage } from './team-page.tsx'
import { WorkPage } from './work-page.tsx'

const ACTS_SHOWN = 200

type Names =
  | 'root'
  | 'enrolLink'
  | 'asset'
  | 'workPage'
  | 'enrolPage'
  | 'teamPage'
  | 'entryPage'
  | 'auditPage'
  | 'requestsPage'
  | 'branchesPage'

export function pageRoutes(needs: DeskNeeds): Pick<Handlers, Names> {
  const assetsByUrl = new Map([...needs.assets.values()].map((asset) => [asset.url, asset]))
  return {
    root: (c) => c.redirect(page.work(FIRST_LANGUAGE), 303),

    // The browser carries the fragment, and with it the token, over to the page.
    enrolLink: (c) => c.redirect(page.enrol(FIRST_LANGUAGE), 303),

    asset: (c) => {
      const asset = assetsByUrl.get(new URL(c.req.url).pathname)
      if (!asset) return c.notFound()
      return c.body(asset.bytes, 200, {
        'Content-Type': asset.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      })
    },

    workPage: async (c) => c.html(<WorkPage context={await contextOf(c, needs)} />),
    enrolPage: async (c) => c.html(<EnrolPage context={await contextOf(c, needs)} />),
    teamPage: async (c) => {
      const mine = c.get('needs')
      const [context, members, all] = await Promise.all([contextOf(c, needs), team(mine), branches(mine)])
      const left = members.filter(({ state }) => state === 'left').map(({ id }) => id)
      const opened = left.length > 0 ? await openedBoxes(mine.db, left) : []
      return c.html(<TeamPage context={context} members={members} opened={opened} branches={all} />)
    },
    branchesPage: async (c) => {
      const mine = c.get('needs')
      const [context, all, changes] = await Promise.all([
        contextOf(c, needs),
        branches(mine),
        lastChanges(mine),
      ])
      return c.html(<BranchesPage context={context} branches={all} changes={changes} />)
    },
    requestsPage: async (c) => {
      const mine = c.get('needs')
      const [context, all, requests] = await Promise.all([
        contextOf(c, needs),
        branches(mine),
        shownRequests(mine, c.get('session')),
      ])
      return c.html(<RequestsPage context={context} branches={all} {...requests} />)
    },
    auditPage: async (c) => {
      const acts = await latestActs(c.get('needs'), ACTS_SHOWN)
      return c.html(<AuditPage context={await contextOf(c, needs)} acts={acts} timeZone={needs.timeZone} />)
    },

    entryPage: async (c) => {
      const number = Number(/^\d{1,12}$/.exec(c.req.query('number') ?? '')?.[0] ?? 0)
      const asked = number === 0 ? null : { number, entry: await readEntry(c.get('needs').db, number) }
      return c.html(<EntryPage context={await contextOf(c, needs)} asked={asked} />)
    },
  }
}
