// The sentences of the desk's script: of each language a catalogue with the messages that the script's sources name, and no
// other. A language that the desk speaks has all of them, or there is no build.
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Message, parse, Resource, serialize, type Term, Visitor } from '@fluent/syntax'
import { parseSync } from 'oxc-parser'

/** What of a catalogue is said with the real organisations, and what with those of a demonstration. */
export interface Catalogue {
  readonly real: string
  readonly sample: string
}

/** The catalogue of one language for what `sources` say. Throws where it lacks a message. */
export function catalogueOf(language: string, sources: readonly string[]): Catalogue {
  const { messages, organisations, sampleOrganisations } = readLanguage(language)
  const wanted = namesIn(sources)
  const english = readLanguage('en').messages
  const keys = [...english.keys()].filter((key) => wanted.some((name) => name.test(key)))
  const lacking = keys.filter((key) => !messages.has(key))
  if (lacking.length > 0)
    throw new Error(`locales/${language} lacks what the desk says: ${lacking.join(', ')}`)
  const needed = withReferences(keys, messages)
  const said = needed.flatMap((key) => messages.get(key) ?? [])
  return { real: written([...said, ...organisations]), sample: written([...said, ...sampleOrganisations]) }
}

/**
 * Whatever a source may say: each of its texts that is the key of a message, and each key that begins and ends as one of its
 * templates does (`desk-problem-${reason}`).
 */
function namesIn(sources: readonly string[]): RegExp[] {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && node.type === 'Literal' && 'value' in node && isName(node.value))
      names.add(node.value)
    if ('type' in node && node.type === 'TemplateLiteral' && 'quasis' in node) {
      const pieces = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
      if (isName(pieces[0])) names.add(pieces.join('*'))
    }
    Object.values(node).forEach(visit)
  }
  for (const [nth, source] of sources.entries()) visit(parseSync(`${nth}.tsx`, source).program)
  return [...names].map((name) => new RegExp(`^${name.replaceAll('*', '[\\w-]+')}$`))
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]+-[a-z0-9-]*$/.test(value)
}

type Entry = Message | Term

interface Sentences {
  readonly messages: ReadonlyMap<string, Entry>
  readonly organisations: readonly Entry[]
  readonly sampleOrganisations: readonly Entry[]
}

function readLanguage(language: string): Sentences {
  const files = globSync(`locales/${language}/**/*.ftl`).toSorted()
  const read = (which: (name: string) => boolean) =>
    files.filter((file) => which(basename(file))).flatMap(readFile)
  return {
    messages: new Map(
      read((name) => !name.startsWith('organisations')).map((entry) => [nameOf(entry), entry]),
    ),
    organisations: read((name) => name === 'organisations.ftl'),
    sampleOrganisations: read((name) => name === 'organisations-sample.ftl'),
  }
}

function readFile(path: string): Entry[] {
  const { body } = parse(readFileSync(path, 'utf8'), { withSpans: false })
  return body.filter((entry) => entry.type === 'Message' || entry.type === 'Term')
}

function nameOf({ type, id }: Entry): string {
  return type === 'Term' ? `-${id.name}` : id.name
}

/** And what those messages name themselves. */
function withReferences(keys: readonly string[], messages: Sentences['messages']): string[] {
  const needed = new Set<string>()
  const add = (key: string): void => {
    const entry = messages.get(key)
    if (!entry || needed.has(key)) return
    needed.add(key)
    class References extends Visitor {
      override visitMessageReference(node: { id: { name: string } }) {
        add(node.id.name)
      }
      override visitTermReference(node: { id: { name: string } }) {
        add(`-${node.id.name}`)
      }
    }
    new References().visit(entry)
  }
  keys.forEach(add)
  return [...needed].toSorted()
}

function written(entries: readonly Entry[]): string {
  return serialize(new Resource(entries.map((entry) => Object.assign(entry, { comment: null }))), {})
}
