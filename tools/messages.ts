// Writes src/i18n/messages.ts: the keys of the first language's catalogue, as a type. Fails where a language lacks something of what its
// row of src/i18n/languages.ts says it covers, has too much, or uses other variables; of what is being translated it says how far that
// is. With --check it writes nothing, and fails when the file is stale as well.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse, Visitor, type Message, type Term } from '@fluent/syntax'
import { type Area, FIRST_LANGUAGE, LANGUAGE, type Language, LANGUAGES } from '../src/i18n/languages.ts'

const TARGET = 'src/i18n/messages.ts'
/** So many missing messages are named; more are counted. */
const NAMED = 8
const faults: string[] = []

for (const folder of readdirSync('locales'))
  if (!LANGUAGES.some((language) => language === folder))
    faults.push(`locales/${folder}: no language of src/i18n/languages.ts`)

const first = new Map(LANGUAGE[FIRST_LANGUAGE].covers.map((area) => [area, read(FIRST_LANGUAGE, area)]))
for (const language of LANGUAGES) {
  const { covers } = LANGUAGE[language]
  if (covers.length > 0 && !covers.includes('site'))
    faults.push(`${language}: the first to be covered is the site`)
  for (const folder of readdirSync(`locales/${language}`))
    if (!first.has(folder as Area))
      faults.push(`locales/${language}/${folder}: no area of src/i18n/languages.ts`)
  for (const area of first.keys()) compare(language, area)
}

const keys = [...first.values()].flatMap((catalogue) => [...catalogue.keys()])
for (const [at, key] of keys.entries())
  if (keys.indexOf(key) !== at) faults.push(`${key} stands in two areas`)
const named = keys.filter((key) => !key.startsWith('-') && !key.includes('/')).toSorted()
const text = `// Written by tools/messages.ts from locales/${FIRST_LANGUAGE}. Do not edit.\nexport type MessageKey =\n${named.map((key) => `  | '${key}'`).join('\n')}\n`
const stale = readIfThere(TARGET) !== text

if (process.argv.includes('--check')) {
  if (stale) faults.push(`${TARGET} is stale: run node tools/messages.ts`)
} else if (stale) writeFileSync(TARGET, text)

if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`)
  process.exitCode = 1
}

/** What a language has of an area, beside what the first one has of it. What it does not cover yet may lack anything. */
function compare(language: Language, area: Area): void {
  const whole = first.get(area) ?? new Map<string, string[]>()
  const theirs = language === FIRST_LANGUAGE ? whole : read(language, area)
  const missing = [...whole.keys()].filter((key) => !theirs.has(key))
  if (!LANGUAGE[language].covers.includes(area)) {
    if (theirs.size > 0)
      process.stderr.write(
        `${language}: ${theirs.size} of the ${whole.size} messages of the ${area} are there\n`,
      )
  } else if (missing.length > 0) {
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
    faults.push(
      `${language} covers the ${area} and lacks ${missing.length} of its ${whole.size} messages: ${missing.slice(0, NAMED).join(', ')}${more}`,
    )
  }
  for (const [key, variables] of theirs) {
    const known = whole.get(key)
    if (known === undefined) faults.push(`${language} has ${key}, which is no message of the ${area}`)
    else if (variables.some((name) => !known.includes(name)))
      faults.push(`${language} ${key} uses ${variables.join(', ')} where there is ${known.join(', ')}`)
  }
}

/** The messages and terms of an area of a language, each with the variables it uses. The two sets of
 *  organisations define the same terms, so the sample's are kept under their file's name. */
function read(language: string, area: Area): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const folder = `locales/${language}/${area}`
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    const resource = parse(readFileSync(`${folder}/${file}`, 'utf8'), { withSpans: false })
    for (const entry of resource.body) {
      if (entry.type === 'Junk')
        faults.push(`${folder}/${file}: not understood: ${entry.content.slice(0, 60)}`)
      if (entry.type !== 'Message' && entry.type !== 'Term') continue
      const name = entry.type === 'Term' ? `-${entry.id.name}` : entry.id.name
      const key = file.includes('-sample') ? `${file}/${name}` : name
      if (found.has(key)) faults.push(`${folder}/${file}: ${key} stands twice`)
      found.set(key, variablesOf(entry))
    }
  }
  return found
}

function variablesOf(entry: Message | Term): string[] {
  const names = new Set<string>()
  class Collector extends Visitor {
    override visitVariableReference(node: { id: { name: string } }) {
      names.add(node.id.name)
    }
  }
  new Collector().visit(entry)
  return [...names]
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
