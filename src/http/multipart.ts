import { type Context } from 'hono'
import { readBytes } from './body.ts'
import { type Form } from './form.ts'

export type MultipartOutcome =
  | { outcome: 'form'; form: Form; file: Uint8Array | null }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/**
 * Read a `multipart/form-data` body of at most `maxBytes` with at most one file (RFC 7578). What the file is called and what
 * its sender says it is are not looked at: both say something of whoever sends it.
 */
export async function readMultipart(c: Context, maxBytes: number): Promise<MultipartOutcome> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return { outcome: 'malformed' }
  const body = await readBytes(c, maxBytes)
  if (body.outcome !== 'bytes') return body
  const parts = await new Response(Uint8Array.from(body.bytes), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null)
  if (!parts) return { outcome: 'malformed' }
  const form = new Map<string, string>()
  let file: Uint8Array | null = null
  for (const [name, value] of parts) {
    if (typeof value !== 'string') {
      if (file) return { outcome: 'malformed' }
      file = new Uint8Array(await value.arrayBuffer())
    } else if (form.has(name) || !value.isWellFormed()) return { outcome: 'malformed' }
    else form.set(name, value)
  }
  return { outcome: 'form', form, file: file && file.length > 0 ? file : null }
}
