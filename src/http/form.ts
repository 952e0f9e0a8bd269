import { type Context } from 'hono'
import { readBody } from './body.ts'

/** What a form sent: one value a field. */
export type Form = ReadonlyMap<string, string>

export type FormOutcome =
  | { outcome: 'form'; form: Form; file?: undefined }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * Read an `application/x-www-form-urlencoded` body of at most `maxBytes`.
 *
 * A field sent twice is malformed: browsers send ours once, and two readers that pick different
 * ones of the two is how checks are slipped past. Text that is no Unicode is malformed too.
 */
export async function readForm(c: Context, maxBytes: number): Promise<FormOutcome> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return { outcome: 'malformed' }
  const body = await readBody(c, maxBytes)
  if (body.outcome !== 'body') return body

  const form = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body.text)) {
    if (form.has(name) || !value.isWellFormed()) return { outcome: 'malformed' }
    form.set(name, value)
  }
  return { outcome: 'form', form }
}
