import { type Context } from 'hono'
import { readJson } from '#http'
import { isSealedKey } from '#vault'

/** Reads one value that came from outside, or says that it is none. */
export type Reader<Value> = (value: unknown) => Value | undefined

type ReadBy<Fields> = { [Name in keyof Fields]: Fields[Name] extends Reader<infer Value> ? Value : never }

export type BodyOutcome<Value> = { outcome: 'read'; value: Value } | { outcome: 'answered'; answer: Response }

/** Read a request's JSON by `reader`; what does not fit is answered here, and says nothing of why. */
export async function readBody<Value>(
  c: Context,
  reader: Reader<Value>,
  maxBytes = 16 * 1024,
): Promise<BodyOutcome<Value>> {
  const body = await readJson(c, maxBytes)
  if (body.outcome === 'too-large')
    return { outcome: 'answered', answer: c.json({ outcome: 'too-large' }, 413) }
  const value = body.outcome === 'json' ? reader(body.value) : undefined
  if (value === undefined) return { outcome: 'answered', answer: c.json({ outcome: 'malformed' }, 400) }
  return { outcome: 'read', value }
}

/** An object with these fields and no other: a field too many is somebody's misunderstanding. */
export function object<Fields extends Record<string, Reader<unknown>>>(
  fields: Fields,
): Reader<ReadBy<Fields>> {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const sent = new Map<string, unknown>(Object.entries(value))
    const read: Record<string, unknown> = {}
    for (const [name, reader] of Object.entries(fields)) {
      read[name] = reader(sent.get(name))
      if (read[name] === undefined) return undefined
      sent.delete(name)
    }
    return sent.size === 0 ? (read as ReadBy<Fields>) : undefined
  }
}

export function text({
  min = 1,
  max,
  pattern,
}: {
  min?: number
  max: number
  pattern?: RegExp
}): Reader<string> {
  return (value) => {
    if (typeof value !== 'string' || !value.isWellFormed()) return undefined
    if (value.length < min || value.length > max) return undefined
    return !pattern || pattern.test(value) ? value : undefined
  }
}

export function oneOf<const Value extends string>(values: readonly Value[]): Reader<Value> {
  return (value) => values.find((known) => known === value)
}

export function list<Value>(reader: Reader<Value>, max: number): Reader<Value[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return undefined
    const read: Value[] = []
    for (const item of value) {
      const one = reader(item)
      if (one === undefined) return undefined
      read.push(one)
    }
    return read
  }
}

export function orNull<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (value) => (value === null ? null : reader(value))
}

export function wholeNumber({ min, max }: { min: number; max: number }): Reader<number> {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined
}

/** Bytes as canonical base64: two writings of the same bytes would be two messages. */
export function bytes({ max }: { max: number }): Reader<Uint8Array> {
  return (value) => {
    if (typeof value !== 'string' || value.length > Math.ceil(max / 3) * 4) return undefined
    const decoded = Buffer.from(value, 'base64')
    return decoded.length > 0 && decoded.toString('base64') === value ? decoded : undefined
  }
}

/** An age file, as base64. Whether it opens is known to nobody here; that it is one, is. */
export function ageFile({ max }: { max: number }): Reader<Uint8Array> {
  const decode = bytes({ max })
  return (value) => {
    const file = decode(value)
    const isAge = file && Buffer.from(file.subarray(0, AGE.length)).toString('latin1') === AGE
    return isAge ? file : undefined
  }
}

const AGE = 'age-encryption.org/v1\n'

/** A box's key, as base64: sealed to one recipient, whoever that is. */
export const sealedKey: Reader<Uint8Array> = (value) => {
  const file = bytes({ max: 16 * 1024 })(value)
  return file && isSealedKey(file) ? file : undefined
}

export const uuid = text({ max: 36, pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ })
export const base64url = (max: number) => text({ max, pattern: /^[A-Za-z0-9_-]+$/ })
/** A hybrid recipient's form; #vault tries whether it can be sealed to. */
export const recipient = text({ min: 1959, max: 1959, pattern: /^age1pq1[a-z0-9]+$/ })
