import { type Context } from 'hono'

export type BytesOutcome =
  | { outcome: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  | { outcome: 'too-large' }
  /** Whoever sent it went away before its end. */
  | { outcome: 'malformed' }

export type BodyOutcome =
  | { outcome: 'body'; text: string }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * How much is read of a body that is too large, and thrown away. A browser that is still sending when the
 * connection closes shows its user a broken connection, and not the answer that says what to do.
 */
const HEARD_OUT_BYTES = 8 * 1024 * 1024

/**
 * Read a request's body, at most `maxBytes` of it.
 *
 * The length is counted as it comes in: a sender may lie in Content-Length, or send none.
 */
export async function readBytes(c: Context, maxBytes: number): Promise<BytesOutcome> {
  if (Number(c.req.header('content-length') ?? 0) > HEARD_OUT_BYTES) return { outcome: 'too-large' }
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      sizeBytes += chunk.byteLength
      if (sizeBytes <= maxBytes) chunks.push(chunk)
      if (sizeBytes > HEARD_OUT_BYTES) break
    }
  } catch {
    return { outcome: 'malformed' }
  }
  return sizeBytes > maxBytes ? { outcome: 'too-large' } : { outcome: 'bytes', bytes: Buffer.concat(chunks) }
}

/** The same as UTF-8. */
export async function readBody(c: Context, maxBytes: number): Promise<BodyOutcome> {
  const body = await readBytes(c, maxBytes)
  if (body.outcome !== 'bytes') return body
  try {
    return { outcome: 'body', text: new TextDecoder('utf-8', { fatal: true }).decode(body.bytes) }
  } catch {
    return { outcome: 'malformed' }
  }
}
