import { readUtf8 } from '../basics/bytes.ts'
import { ProofError } from '../basics/proof-error.ts'
import { isSize } from './size.ts'

/** A JSON object that somebody else wrote. Reading what is not there throws `bad-published`. */
export interface Json {
  number(key: string): number
  text(key: string): string
  textOrNull(key: string): string | null
  flag(key: string): boolean
  object(key: string): Json
  objectIfThere(key: string): Json | undefined
  list(key: string): readonly Json[]
  keys(): readonly string[]
}

/** Throws `bad-published` where the bytes are no JSON object. */
export function readJson(bytes: Uint8Array): Json {
  try {
    return jsonOf(JSON.parse(readUtf8(bytes) ?? ''))
  } catch (error) {
    throw error instanceof ProofError ? error : broken('no JSON')
  }
}

function jsonOf(value: unknown): Json {
  if (!isObject(value)) throw broken('no object')
  const at = (key: string) => (Object.hasOwn(value, key) ? value[key] : undefined)
  const read = <Type>(key: string, is: (found: unknown) => found is Type): Type => {
    const found = at(key)
    if (!is(found)) throw broken(key)
    return found
  }
  const number = (key: string) => read(key, isWholeNumber)
  const list = (key: string) => read(key, (found): found is unknown[] => Array.isArray(found)).map(jsonOf)
  return {
    number,
    text: (key) => read(key, isText),
    textOrNull: (key) => read(key, (found) => found === null || isText(found)),
    flag: (key) => read(key, (found) => typeof found === 'boolean'),
    object: (key) => jsonOf(at(key)),
    objectIfThere: (key) => (at(key) === undefined ? undefined : jsonOf(at(key))),
    list,
    keys: () => Object.keys(value),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWholeNumber(value: unknown): value is number {
  return typeof value === 'number' && isSize(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function broken(what: string): ProofError {
  return new ProofError('bad-published', `This file is not what it should be: ${what}.`)
}
