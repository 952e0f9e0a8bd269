import { FIRST_LANGUAGE } from '#i18n'
import { type Context } from 'hono'
import { queryField } from '#http'
import { readEntry } from '#register'
import { openedBoxes } from '#review'
import { branches, lastChanges, latestActs, team } from '#staff'
import { AuditPage } from '../audit/audit-page.tsx'
import { BranchesPage } from '../branches/branches-page.tsx'
import { EnrolPage } from '../enrol/enrol-page.tsx'
import { EntryPage } from '../entry/entry-page.tsx'
import { type Guarded } from '../shell/guard.ts'
import { type Handlers } from './handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { pageOf, ROWS_MOST } from '../shell/more.tsx'
import { contextOf, numberOf } from '../shell/page-context.ts'
import { page } from './routes.ts'
import { RequestsPage } from '../requests/requests-page.tsx'
import { shownRequests } from '../requests/shown-requests.ts'
import { TeamPage } from '../team/team-page.tsx'
import { WorkPage } from '../review/work-page.tsx'

type Names =
  | 'enrolLink'
  | 'workPage'
  | 'enrolPage'
  | 'teamPage'
  | 'entryPage'
  | 'auditPage'
  | 'requestsPage'
  | 'branchesPage'

export function pageRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    // The browser carries the fragment, and with it the token, over to the page.
    enrolLink: (c) => c.redirect(page.enrol(FIRST_LANGUAGE), 303),

    workPage: async (c) => c.html(<WorkPage context={await contextOf(c, deps)} />),
    enrolPage: async (c) => c.html(<EnrolPage context={await contextOf(c, deps)} />),
    teamPage: async (c) => {
      const mine = c.get('deps')
      const [context, everybody, all] = await Promise.all([contextOf(c, deps), team(mine), branches(mine)])
      const { rows: members, next } = pageOf(everybody, { after: afterOf(c), key: ({ name }) => name })
      const left = members.filter(({ state }) => state === 'left').map(({ id }) => id)
      const opened = left.length > 0 ? await openedBoxes(mine.db, left) : []
      return c.html(
        <TeamPage
          context={context}
          members={members}
          opened={opened}
          branches={all}
          at={deps.clock().toISOString()}
          more={next === null ? null : `?after=${encodeURIComponent(next)}`}
        />,
      )
    },
    branchesPage: async (c) => {
      const mine = c.get('deps')
      const [context, all, changes] = await Promise.all([
        contextOf(c, deps),
        branches(mine),
        lastChanges(mine),
      ])
      const { rows: shown, next } = pageOf(all, { after: afterOf(c), key: ({ id }) => id })
      return c.html(
        <BranchesPage
          context={context}
          branches={shown}
          changes={changes}
          more={next === null ? null : `?after=${next}`}
        />,
      )
    },
    requestsPage: async (c) => {
      const mine = c.get('deps')
      const [context, all, requests] = await Promise.all([
        contextOf(c, deps),
        branches(mine),
        shownRequests(mine, c.get('session')),
      ])
      return c.html(<RequestsPage context={context} branches={all} {...requests} />)
    },
    auditPage: async (c) => {
      const acts = await latestActs(c.get('deps'), { before: numberOf(c, 'before'), most: ROWS_MOST })
      const last = acts.at(-1)?.number ?? 1
      return c.html(
        <AuditPage
          context={await contextOf(c, deps)}
          acts={acts}
          timeZone={deps.timeZone}
          older={last > 1 ? `?before=${last}` : null}
        />,
      )
    },

    entryPage: async (c) => {
      const number = numberOf(c, 'number') ?? 0
      const asked = number === 0 ? null : { number, entry: await readEntry(c.get('deps').db, number) }
      return c.html(<EntryPage context={await contextOf(c, deps)} asked={asked} />)
    },
  }
}

function afterOf(c: Context<Guarded>): string {
  return queryField(c, 'after') ?? ''
}
