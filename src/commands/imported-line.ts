import { isDay } from '#basics'
import { type Imported } from '#register'
import { readPublicVersion } from '#review'

/** A declaration from a line of a file, or in a few words what is wrong with the line. It is never quoted. */
export function readImported(line: string): Imported | string {
  const value = parsed(line)
  if (!isRecord(value)) return 'it is no JSON object'
  const { id, received, people, words = null, place = null, language = null, shown = true } = value
  if (typeof id !== 'string' || id === '' || id.length > 100)
    return '"id" must be a text of 1 to 100 characters'
  if (typeof received !== 'string' || !isDay(received)) return '"received" must be a day, YYYY-MM-DD'
  if (!Array.isArray(people) || people.length === 0) return '"people" must be a list with somebody on it'
  const version = readPublicVersion({
    words,
    place,
    language,
    shown,
    certifiable: false,
    people: people.map((person: unknown, at) => lineOf(person, at + 1)),
  })
  if (version) return { id, received, version }
  return 'its people, words, place or language are not as the help of this command has them'
}

function lineOf(person: unknown, position: number): unknown {
  if (!isRecord(person)) return null
  const { name_kind: nameKind, name = null, ...rest } = person
  return { ...rest, name, nameKind, position }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
