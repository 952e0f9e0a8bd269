import { type Context } from 'hono'
import { readBody } from './body.ts'

export type JsonOutcome =
  | { outcome: 'json'; value: unknown }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * Read an `application/json` body of at most `maxBytes`. The value is unknown until its module has parsed it; but that its texts
 * are Unicode without NUL, as a database takes them, holds already.
 */
export async function readJson(c: Context, maxBytes: number): Promise<JsonOutcome> {
  if (c.req.header('content-type')?.split(';')[0] !== 'application/json') return { outcome: 'malformed' }
  const body = await readBody(c, maxBytes)
  if (body.outcome !== 'body') return body
  try {
    return { outcome: 'json', value: JSON.parse(body.text, takenText) }
  } catch {
    return { outcome: 'malformed' }
  }
}

/** Throws at a text that is none, as the parser does; and at a depth that nothing of ours has. */
function takenText(name: string, value: unknown): unknown {
  const texts = typeof value === 'string' ? [name, value] : [name]
  if (texts.some((text) => !text.isWellFormed() || text.includes('\0'))) throw new SyntaxError('no text')
  return value
}
