import { type Context } from 'hono'
import { readBody } from './body.ts'
import { type Form, readFields } from './fields.ts'

export type FormOutcome =
  | { outcome: 'form'; form: Form; file?: undefined }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/** Read an `application/x-www-form-urlencoded` body of at most `maxBytes`. */
export async function readForm(c: Context, maxBytes: number): Promise<FormOutcome> {
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return { outcome: 'malformed' }
  const body = await readBody(c, maxBytes)
  if (body.outcome !== 'body') return body
  const form = readFields(new URLSearchParams(body.text))
  return form ? { outcome: 'form', form } : { outcome: 'malformed' }
}
