// `node tools/expressions.ts`: no regular expression of the sources takes longer than in proportion to what it reads, whatever
// that is. Found are those that begin anew at each place of a run, or that can divide a run in many ways (scslre).
import { globSync, readFileSync } from 'node:fs'
import { RegExpParser } from '@eslint-community/regexpp'
import { parseSync } from 'oxc-parser'
import { analyse } from 'scslre'

interface Expression {
  readonly pattern: string
  readonly flags: string
  readonly file: string
}

const SOURCES = '{src,packages/proof/src,tools}/**/*.{ts,tsx}'
const parser = new RegExpParser()

const all = globSync(SOURCES)
  .filter((file) => !file.includes('.test.'))
  .flatMap(expressionsIn)
const slow = all.filter(({ pattern, flags }) => {
  const literal = parser.parseLiteral(`/${pattern}/${flags}`)
  return analyse({ pattern: literal.pattern, flags: literal.flags }).reports.length > 0
})
for (const { pattern, flags, file } of slow)
  process.stderr.write(`${file}: /${pattern}/${flags} may take the square of what it reads\n`)
if (all.length === 0 || slow.length > 0) process.exit(1)

function expressionsIn(file: string): Expression[] {
  const found: Expression[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('regex' in node && isRegex(node.regex)) found.push({ ...node.regex, file })
    Object.values(node).forEach(visit)
  }
  visit(parseSync(file, readFileSync(file, 'utf8')).program)
  return found
}

function isRegex(value: unknown): value is Pick<Expression, 'pattern' | 'flags'> {
  return typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value
}
