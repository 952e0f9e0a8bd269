import { type Context } from 'hono'
import { readBody } from './body.ts'
import { type Form, formSent, kept, readFields } from './fields.ts'

export type FormOutcome =
  | { outcome: 'form'; form: Form; file?: undefined }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * Read an `application/x-www-form-urlencoded` body of at most `maxBytes`. Whoever asks again is given the same: the page that
 * says that it failed gives it back.
 */
export async function readForm(c: Context, maxBytes: number): Promise<FormOutcome> {
  const before = formSent(c)
  if (before) return { outcome: 'form', form: before }
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return { outcome: 'malformed' }
  const body = await readBody(c, maxBytes)
  if (body.outcome !== 'body') return body
  const form = readFields(new URLSearchParams(body.text))
  return form ? { outcome: 'form', form: kept(c, form) } : { outcome: 'malformed' }
}
