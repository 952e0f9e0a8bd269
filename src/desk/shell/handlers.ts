import { type Context } from 'hono'
import { type Guarded } from './guard.ts'
import { type RouteName } from '../routes.ts'

export type Handler = (c: Context<Guarded>) => Response | Promise<Response>

/** A handler for every route of the table: one that is forgotten does not compile. */
export type Handlers = Record<RouteName, Handler>
