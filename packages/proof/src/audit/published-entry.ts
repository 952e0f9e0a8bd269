import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { type Commitment, asCommitment } from '../log/commitment.ts'
import { type Json, readJson } from '../log/json.ts'
import type { Organisations } from '../log/leaf.ts'
import { ProofError } from '../basics/proof-error.ts'

/** Entries as a site publishes them, with what opens their leaves: a day file, or the file of one entry. */
export interface PublishedEntries {
  /** Origin of the log. */
  readonly log: string
  /** Of which day it is the file; undefined where it is that of one entry. */
  readonly file?: DayFile | undefined
  readonly entries: readonly PublishedEntry[]
}

/** What makes the file of a day this one, and no other. */
export interface DayFile {
  /** The day of which it has the entries. */
  readonly day: string
  /** The day of the log that was open when it was written: the leaf of that day, and each one after, stands for this file. */
  readonly written: string
  /**
   * 32 random bytes of this writing. The log keeps the hash of a file for ever, also of one whose entries were erased since:
   * without these nobody can confirm by it what she guesses of them.
   */
  readonly nonce: Uint8Array
}

export interface PublishedEntry {
  readonly number: number
  readonly day: string
  readonly channel: string
  readonly language: string | null
  readonly place: string | null
  readonly words: string | null
  /** Those who stand. */
  readonly people: readonly PublishedPerson[]
}

export interface PublishedPerson {
  readonly line: number
  readonly name: string | null
  readonly nameKind: string
  readonly basis: string
  readonly left: Organisations
  readonly opening: LeafOpening
}

/**
 * What opens the leaf that counts a person; and, where the register was corrected, each leaf that restates her, from the first to
 * the newest: each one commits to the one before it.
 */
export type LeafOpening =
  | { readonly index: number; readonly key: Uint8Array; readonly contentKey: Uint8Array }
  | {
      readonly index: number
      readonly key: Uint8Array
      /** What was said first stays closed. */
      readonly content: Commitment
      readonly restated: {
        readonly index: number
        readonly key: Uint8Array
        readonly contentKey: Uint8Array
        /** Those between: what they said stays closed. */
        readonly since: readonly ClosedOpening[]
      }
    }

/** What opens a leaf, and not what it says of a person. */
export interface ClosedOpening {
  readonly index: number
  readonly key: Uint8Array
  readonly content: Commitment
}

const FORMAT = 'exeunt-entries/v3'
const NONCE_BYTES = 32
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Throws `bad-published`, and what base64 and commitments throw. */
export function readPublishedEntries(bytes: Uint8Array): PublishedEntries {
  const json = readJson(bytes)
  if (json.text('format') !== FORMAT)
    throw new ProofError('bad-published', `This is not a file of entries (${FORMAT}).`)
  return { log: json.text('log'), file: readDayFile(json), entries: json.list('entries').map(readEntry) }
}

/** What `readPublishedEntries` reads: one entry a line. */
export function writePublishedEntries({ log, file, entries }: PublishedEntries): string {
  const lines = entries.map((entry) => {
    const { number, day, channel, language, place, words } = entry
    return JSON.stringify({
      number,
      day,
      channel,
      language,
      place,
      words,
      people: entry.people.map(personJson),
    })
  })
  const of = file && { day: file.day, written: file.written, nonce: encodeBase64(file.nonce) }
  const head = JSON.stringify({ format: FORMAT, log, ...of }).slice(0, -1)
  return `${head},"entries":[\n${lines.join(',\n')}\n]}\n`
}

function personJson({ line, name, nameKind, basis, left, opening }: PublishedPerson): unknown {
  const { party, league, pioneers } = left
  return { line, name, name_kind: nameKind, basis, party, league, pioneers, opening: openingJson(opening) }
}

function openingJson(opening: LeafOpening): unknown {
  const { index } = opening
  const key = encodeBase64(opening.key)
  if ('contentKey' in opening) return { index, key, content_key: encodeBase64(opening.contentKey) }
  const { restated } = opening
  return {
    index,
    key,
    content: encodeBase64(opening.content),
    restated: {
      index: restated.index,
      key: encodeBase64(restated.key),
      content_key: encodeBase64(restated.contentKey),
      since: restated.since.map((step) => ({
        index: step.index,
        key: encodeBase64(step.key),
        content: encodeBase64(step.content),
      })),
    },
  }
}

function readDayFile(json: Json): DayFile | undefined {
  if (!['day', 'written', 'nonce'].some((key) => json.keys().includes(key))) return undefined
  const nonce = decodeBase64(json.text('nonce'))
  const file = { day: json.text('day'), written: json.text('written'), nonce }
  if (DAY.test(file.day) && DAY.test(file.written) && nonce.length === NONCE_BYTES) return file
  throw new ProofError('bad-published', 'It does not say of which day it is the file.')
}

function readEntry(json: Json): PublishedEntry {
  return {
    number: json.number('number'),
    day: json.text('day'),
    channel: json.text('channel'),
    language: json.textOrNull('language'),
    place: json.textOrNull('place'),
    words: json.textOrNull('words'),
    people: json.list('people').map(readPerson),
  }
}

function readPerson(json: Json): PublishedPerson {
  return {
    line: json.number('line'),
    name: json.textOrNull('name'),
    nameKind: json.text('name_kind'),
    basis: json.text('basis'),
    left: { party: json.flag('party'), league: json.flag('league'), pioneers: json.flag('pioneers') },
    opening: readOpening(json.object('opening')),
  }
}

function readOpening(json: Json): LeafOpening {
  const opening = { index: json.number('index'), key: decodeBase64(json.text('key')) }
  const restated = json.objectIfThere('restated')
  if (!restated) return { ...opening, contentKey: decodeBase64(json.text('content_key')) }
  return {
    ...opening,
    content: asCommitment(decodeBase64(json.text('content'))),
    restated: {
      index: restated.number('index'),
      key: decodeBase64(restated.text('key')),
      contentKey: decodeBase64(restated.text('content_key')),
      since: restated.list('since').map((step) => ({
        index: step.number('index'),
        key: decodeBase64(step.text('key')),
        content: asCommitment(decodeBase64(step.text('content'))),
      })),
    },
  }
}
