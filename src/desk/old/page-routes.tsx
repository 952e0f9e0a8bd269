import { FIRST_LANGUAGE } from '#i18n'
import { EnrolPage } from '../enrol/enrol-page.tsx'
import { type Handlers } from './handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { contextOf } from '../shell/page-context.ts'
import { page } from './routes.ts'
import { WorkPage } from '../review/work-page.tsx'

type Names = 'enrolLink' | 'workPage' | 'enrolPage'

export function pageRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    // The browser carries the fragment, and with it the token, over to the page.
    enrolLink: (c) => c.redirect(page.enrol(FIRST_LANGUAGE), 303),

    workPage: async (c) => c.html(<WorkPage context={await contextOf(c, deps)} />),
    enrolPage: async (c) => c.html(<EnrolPage context={await contextOf(c, deps)} />),
  }
}
