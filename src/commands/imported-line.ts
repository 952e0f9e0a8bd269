import * as v from 'valibot'
import { day, parsedJson, text } from '#parse'
import { type Imported } from '#register'
import { readPublicVersion } from '#review'

/** A declaration from a line of a file, or in a few words what is wrong with the line. It is never quoted. */
export function readImported(line: string): Imported | string {
  const value = parsedJson(record, line)
  if (!value) return 'it is no JSON object'
  const { id, received, people, words = null, place = null, language = null, shown = true } = value
  if (!v.is(name, id)) return '"id" must be a text of 1 to 100 characters'
  if (!v.is(day, received) || received < FIRST_DAY) return '"received" must be a day, YYYY-MM-DD'
  if (!v.is(somebody, people)) return '"people" must be a list with somebody on it'
  const version = readPublicVersion({
    words,
    place,
    language,
    shown,
    certifiable: false,
    people: people.map((person, at) => lineOf(person, at + 1)),
  })
  if (version) return { id, received, version }
  return 'its people, words, place or language are not as the help of this command has them'
}

function lineOf(person: unknown, position: number): unknown {
  if (!v.is(record, person)) return null
  const { name_kind: nameKind, name = null, basis, party, league, pioneers } = person
  return { position, name, nameKind, basis, party, league, pioneers }
}

/** Of those that the database has. */
const FIRST_DAY = '0001-01-01'
const name = text({ max: 100, pattern: /^\P{Cc}+$/u })
const record = v.record(v.string(), v.unknown())
const somebody = v.pipe(v.array(v.unknown()), v.minLength(1))
