import { type Context } from 'hono'

/** What a form sent: one value a field. */
export type Form = ReadonlyMap<string, string>

/** Two hundred people with all that can be said of each, twice over. Whoever sends more wants us to work. */
const FIELDS_MAX = 4_000

const SENT = new WeakMap<Request, Form>()

/** What was read of a request, without its file: its body is gone by then, and a page that says that it failed gives this back. */
export function formSent(c: Context): Form | undefined {
  return SENT.get(c.req.raw)
}

export function kept(c: Context, form: Form): Form {
  SENT.set(c.req.raw, form)
  return form
}

/**
 * The fields that came, or null where they cannot be one form.
 *
 * A field sent twice is malformed: browsers send ours once, and two readers that pick different
 * ones of the two is how checks are slipped past. Text that is no Unicode is malformed too.
 */
export function readFields(sent: Iterable<readonly [string, string]>): Form | null {
  const form = new Map<string, string>()
  for (const [name, value] of sent) {
    if (form.has(name) || !value.isWellFormed() || form.size === FIELDS_MAX) return null
    form.set(name, withoutNul(value))
  }
  return form
}

/**
 * A field of the address, as the browser of somebody who follows a link or sends a form sends it. Undefined where it is not
 * there, or more than once. An address that cannot be decoded reads as nothing that anybody asks for.
 */
export function queryField(c: Context, name: string): string | undefined {
  const [value, another] = new URL(c.req.url).searchParams.getAll(name)
  return another === undefined && value !== undefined ? withoutNul(value) : undefined
}

/** Nobody types it, and no database takes it. */
function withoutNul(value: string): string {
  return value.replaceAll('\0', '')
}
