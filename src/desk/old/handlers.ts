import { type DeskDeps } from '../deps.ts'
import { certificateRoutes } from '../certificates/certificate-routes.tsx'
import { enrolRoutes } from '../enrol/enrol-routes.ts'
import { inPersonRoutes } from '../in-person/in-person-routes.tsx'
import { caseRoutes } from '../review/case-routes.ts'
import { type Handler } from '../shell/contract.ts'
import { pageRoutes } from './page-routes.tsx'
import { type OldName } from './routes.ts'

/** A handler for every route of the table: one that is forgotten does not compile. */
export type Handlers = Record<OldName, Handler>

export function oldHandlers(deps: DeskDeps): Handlers {
  return {
    ...pageRoutes(deps),
    ...enrolRoutes(deps),
    ...caseRoutes(deps),
    ...inPersonRoutes(deps),
    ...certificateRoutes(deps),
  }
}
