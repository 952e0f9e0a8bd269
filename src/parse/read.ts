import * as v from 'valibot'

/**
 * Reads one value that came from outside. Whatever else a boundary takes, it says so in a schema, and believes the type that
 * comes out: an age file, a day, a branch's name. `Sent` is what goes in, for whoever sends it.
 */
export type Schema<Value = unknown, Sent = unknown> = v.GenericSchema<Sent, Value>

/** The value as a schema has it, or undefined. Why it does not fit is told to nobody: it would quote what was sent. */
export function parsed<Value>(schema: Schema<Value>, value: unknown): Value | undefined {
  const read = v.safeParse(schema, value, FIRST_FAULT)
  return read.success ? read.output : undefined
}

/** The same of a text in JSON. */
export function parsedJson<Value>(schema: Schema<Value>, text: string): Value | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  return parsed(schema, value)
}

/** What follows a fault is not looked at: whoever sends a megabyte of them has one read. */
const FIRST_FAULT = { abortEarly: true, abortPipeEarly: true } as const
