import { FIRST_LANGUAGE } from '#i18n'
import { readEntry } from '#register'
import { latestActs } from '#staff'
import { AuditPage } from '../audit/audit-page.tsx'
import { EnrolPage } from '../enrol/enrol-page.tsx'
import { EntryPage } from '../entry/entry-page.tsx'
import { type Handlers } from './handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { ROWS_MOST } from '../shell/more.tsx'
import { contextOf, numberOf } from '../shell/page-context.ts'
import { page } from './routes.ts'
import { WorkPage } from '../review/work-page.tsx'

type Names = 'enrolLink' | 'workPage' | 'enrolPage' | 'entryPage' | 'auditPage'

export function pageRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    // The browser carries the fragment, and with it the token, over to the page.
    enrolLink: (c) => c.redirect(page.enrol(FIRST_LANGUAGE), 303),

    workPage: async (c) => c.html(<WorkPage context={await contextOf(c, deps)} />),
    enrolPage: async (c) => c.html(<EnrolPage context={await contextOf(c, deps)} />),
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
