import { type DeskDeps } from '../deps.ts'
import { inPersonRoutes } from '../in-person/in-person-routes.tsx'
import { type Handler } from '../shell/contract.ts'
import { type OldName } from './routes.ts'

/** A handler for every route of the table: one that is forgotten does not compile. */
export type Handlers = Record<OldName, Handler>

export function oldHandlers(deps: DeskDeps): Handlers {
  return {
    ...inPersonRoutes(deps),
  }
}
