import { type Context } from 'hono'
import { readBody } from './body.ts'

export type JsonOutcome =
  | { outcome: 'json'; value: unknown }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/** Read an `application/json` body of at most `maxBytes`. The value is unknown until its room has parsed it. */
export async function readJson(c: Context, maxBytes: number): Promise<JsonOutcome> {
  if (c.req.header('content-type')?.split(';')[0] !== 'application/json') return { outcome: 'malformed' }
  const body = await readBody(c, maxBytes)
  if (body.outcome !== 'body') return body
  try {
    return { outcome: 'json', value: JSON.parse(body.text) }
  } catch {
    return { outcome: 'malformed' }
  }
}
