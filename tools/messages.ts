// Writes src/i18n/messages.ts: the keys of the English catalogue, as a type. With --check it
// changes nothing and fails when the file is stale, or when a language lacks a message, has one
// too many, or uses other variables than English does.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { parse, Visitor, type Message, type Term } from '@fluent/syntax'

const TARGET = 'src/i18n/messages.ts'
const faults: string[] = []
const english = read('en')

for (const language of readdirSync('locales')) {
  if (language === 'en') continue
  const catalogue = read(language)
  for (const [key, variables] of english) {
    const theirs = catalogue.get(key)
    if (theirs === undefined) faults.push(`${language} lacks ${key}`)
    else if (theirs.some((name) => !variables.includes(name))) {
      faults.push(`${language} ${key} uses ${theirs.join(', ')} where English has ${variables.join(', ')}`)
    }
  }
  for (const key of catalogue.keys())
    if (!english.has(key)) faults.push(`${language} has ${key}, English has not`)
}

const keys = [...english.keys()].filter((key) => !key.startsWith('-') && !key.includes('/')).toSorted()
const text = `// Written by tools/messages.ts from locales/en. Do not edit.\nexport type MessageKey =\n${keys.map((key) => `  | '${key}'`).join('\n')}\n`
const stale = readIfThere(TARGET) !== text

if (process.argv.includes('--check')) {
  if (stale) faults.push(`${TARGET} is stale: run node tools/messages.ts`)
} else if (stale) writeFileSync(TARGET, text)

if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`)
  process.exitCode = 1
}

/** The messages and terms of a language, each with the variables it uses. The two sets of
 *  organisations define the same terms, so the sample's are kept under their file's name. */
function read(language: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of readdirSync(`locales/${language}`)) {
    const resource = parse(readFileSync(`locales/${language}/${file}`, 'utf8'), { withSpans: false })
    for (const entry of resource.body) {
      if (entry.type === 'Junk')
        faults.push(`${language}/${file}: not understood: ${entry.content.slice(0, 60)}`)
      if (entry.type !== 'Message' && entry.type !== 'Term') continue
      const name = entry.type === 'Term' ? `-${entry.id.name}` : entry.id.name
      const key = file.includes('-sample') ? `${file}/${name}` : name
      if (found.has(key)) faults.push(`${language}/${file}: ${key} stands twice`)
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
