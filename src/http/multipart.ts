import { type Context } from 'hono'
import { readBytes } from './body.ts'
import { type Form, kept, readFields } from './fields.ts'

export type MultipartOutcome =
  | { outcome: 'form'; form: Form; file: Uint8Array | null }
  | { outcome: 'too-large' }
  | { outcome: 'malformed' }

/** A form with a file has a handful of fields. Each part costs, however little is in it. */
const PARTS_MAX = 40

/**
 * Read a `multipart/form-data` body of at most `maxBytes` with at most one file (RFC 7578). What the file is called and what
 * its sender says it is are not looked at: both say something of whoever sends it.
 */
export async function readMultipart(c: Context, maxBytes: number): Promise<MultipartOutcome> {
  const type = c.req.header('content-type') ?? ''
  const boundary = BOUNDARY.exec(type)?.[1]
  if (boundary === undefined) return { outcome: 'malformed' }
  const body = await readBytes(c, maxBytes)
  if (body.outcome !== 'bytes') return body
  if (partsOf(body.bytes, boundary) > PARTS_MAX) return { outcome: 'malformed' }
  const parts = await new Response(body.bytes, { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null)
  if (!parts) return { outcome: 'malformed' }
  const files = [...parts.values()].filter((value) => typeof value !== 'string')
  const form = readFields([...parts].filter((part): part is [string, string] => typeof part[1] === 'string'))
  if (!form || files.length > 1) return { outcome: 'malformed' }
  const [file] = files
  return {
    outcome: 'form',
    form: kept(c, form),
    file: file && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null,
  }
}

/** As browsers write it; what a parameter may look like otherwise, none of them sends (RFC 2046, section 5.1.1). */
const BOUNDARY = /^multipart\/form-data; ?boundary="?([\w'()+,./:=?-]{1,70})"?$/

function partsOf(bytes: Uint8Array, boundary: string): number {
  const mark = Buffer.from(`--${boundary}`)
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let parts = 0
  for (let at = body.indexOf(mark); at >= 0 && parts <= PARTS_MAX; at = body.indexOf(mark, at + mark.length))
    parts += 1
  return parts
}
