// What a route of the desk says of itself. From this the server reads what it is sent, the script knows what it may ask and
// what it is told, the navigation is made, and a test walks every route with every role.
import { type Context } from 'hono'
import * as v from 'valibot'
import { type MessageKey } from '#i18n'
import { type Schema } from '#parse'
import { type Role, type Session } from '#staff'
import { type DeskDeps } from '../deps.ts'

/**
 * What a caller must have shown, weakest first:
 * - `public`: nothing
 * - `session`: a passkey, less than eight hours ago
 * - `admitted`: and a colleague has sealed box keys to her
 * - `fresh`: and the passkey was touched within the last two minutes
 */
export type Standing = 'public' | 'session' | 'admitted' | 'fresh'

export interface Access<Needed extends Standing = Standing> {
  readonly standing: Needed
  /**
   * Whose work it is; without it, everybody's who has the standing. Where the path names a `:branch`, the role must be
   * hers there; an administrator's reaches over all branches.
   */
  readonly roles?: readonly Role[]
  /** Asked by a page that nobody may be looking at: it does not keep the session alive. */
  readonly quiet?: boolean
}

/** A row of the table that the guard goes by. */
export interface Route extends Access {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** A form of a page posts here, and not the script: who may not is answered with a page, and loses nothing typed. */
  readonly form?: true
}

/** A page: the desk's frame, with an area's view in it. */
export interface Page extends Access {
  /** Behind the language. */
  readonly path: `/${string}`
  readonly title: MessageKey
  /** Its name in the navigation, for those who may see it; without one it is reached by links alone. */
  readonly nav?: MessageKey
  /** No view of the script's, but a document of its own; its link opens beside the desk. */
  readonly document?: true
}

/**
 * What a handler finds in its context, when its route asks for more than `public`: who asks, and what the desk needs,
 * with a database that is asked in her name.
 */
export interface Guarded {
  Variables: { session: Session; deps: DeskDeps }
}

/** Who asks, and what for: `deps` has a database that is asked in her name. */
export interface Asked<Needed extends Standing = Standing, Path extends string = string> {
  readonly session: Needed extends 'public' ? null : Session
  readonly deps: DeskDeps
  /** The one that the path names. */
  readonly branch: Path extends `${string}/:branch/${string}` ? string : null
  readonly c: Context<Guarded>
}

/**
 * What a view asks of the server: JSON there and back. A reply of `not-allowed` is what the guard says as well, where a rule
 * needs to know what was sent.
 */
export interface Call<
  Sent = unknown,
  Reply = unknown,
  Needed extends Standing = Standing,
  Path extends string = string,
> extends Access<Needed> {
  readonly path: Path
  /** 16 KiB, where nothing else is said. */
  readonly maxBytes?: number
  readonly body: Schema<unknown, Sent>
  // As a method, so that a call of any body is a call.
  answer(asked: Asked<Needed, Path>, body: unknown): Reply | Promise<Reply>
}

/** A call, with the types of what it takes and tells. */
export function call<Value, Sent, Told, const Needed extends Standing, const Path extends string>(
  it: Omit<Call<Sent, Told, Needed, Path>, 'body' | 'answer'> & {
    readonly body: Schema<Value, Sent>
    answer(asked: Asked<Needed, Path>, body: Value): Told
  },
): Call<Sent, Awaited<Told>, Needed, Path> {
  // Whoever answers is handed what `body` has read.
  return it as unknown as Call<Sent, Awaited<Told>, Needed, Path>
}

/** What a call takes that says everything by being asked. */
export const NOTHING = v.strictObject({})

export type Handler = (c: Context<Guarded>) => Response | Promise<Response>

/** Whatever else is served: files, forms, documents. */
export interface Served extends Route {
  readonly serve: (deps: DeskDeps) => Handler
}

/** An area of work: its page, and what its view asks. */
export interface Area {
  readonly page?: Page
  readonly calls?: Readonly<Record<string, Call>>
  readonly served?: Readonly<Record<string, Served>>
}

/** What somebody gets who is told this in JSON: bytes as base64, moments as text. */
export type Wire<Value> = Value extends Uint8Array | Date
  ? string
  : Value extends string | number | boolean | null
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Wire<Item>[]
      : Value extends object
        ? { readonly [Name in keyof Value]: Wire<Value[Name]> }
        : Value
