import { type Context } from 'hono'

export type BodyOutcome =
  | { outcome: 'body'; text: string }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * Read a request's body as UTF-8, at most `maxBytes` of it.
 *
 * The length is counted as it comes in: a sender may lie in Content-Length, or send none.
 */
export async function readBody(c: Context, maxBytes: number): Promise<BodyOutcome> {
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) return { outcome: 'too-large' }
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of c.req.raw.body ?? []) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBytes) return { outcome: 'too-large' }
    chunks.push(chunk)
  }
  try {
    return { outcome: 'body', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) }
  } catch {
    return { outcome: 'malformed' }
  }
}
