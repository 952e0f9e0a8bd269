import { type Statement } from './organisations.ts'
import { type Found } from './read-list.ts'

/**
 * Which statement on a line of its own holds for which lines: for those below where the list begins with it or marks it as a
 * head, for those above where it ends with one. Where neither is so, it is left open, and the sender is asked.
 */
export function statementsOfParts(found: readonly Found[]): ReadonlyMap<number, Statement> {
  const titled = titledParts(found)
  const about = new Map<number, Statement>()
  const content = found.flatMap((one, at) =>
    one.is === 'people' || one.is === 'statement' || titled.has(at) ? [at] : [],
  )
  const first = found[content[0] ?? -1]
  const last = found[content.at(-1) ?? -1]
  const begins = first?.is === 'statement' || titled.has(content[0] ?? -1)
  const heads = (at: number) => {
    const one = found[at]
    return titled.get(at) ?? (one?.is === 'statement' && (one.heads || begins) ? one.statement : undefined)
  }
  let current: { at: number; statement: Statement } | null = null
  for (const at of content) {
    const statement = heads(at)
    if (found[at]?.is !== 'people') current = statement ? { at, statement } : null
    else if (current) {
      about.set(at, current.statement)
      about.set(current.at, current.statement)
    }
  }
  if (about.size === 0 && first?.is === 'people' && last?.is === 'statement')
    ofThoseAbove(found, content, about)
  ofAllAbove(found, about)
  return about
}

function peopleOn(found: readonly Found[], lines: readonly number[]): number {
  return lines.reduce((sum, at) => {
    const one = found[at]
    return sum + (one?.is === 'people' ? one.people.length : 0)
  }, 0)
}

/** 以上2人退党: of whoever stands above and has nothing said of her yet, if they are as many as it says. */
function ofAllAbove(found: readonly Found[], about: Map<number, Statement>): void {
  let above: number[] = []
  let people = 0
  for (const [at, one] of found.entries()) {
    if (one.is === 'people' && !about.has(at)) {
      above.push(at)
      people += one.people.length
    }
    if (one.is !== 'of-all' || people === 0 || (one.count !== null && one.count !== people)) continue
    for (const line of [...above, at]) about.set(line, one.statement)
    above = []
    people = 0
  }
}

function ofThoseAbove(
  found: readonly Found[],
  content: readonly number[],
  about: Map<number, Statement>,
): void {
  let above: number[] = []
  for (const at of content) {
    const one = found[at]
    if (one?.is === 'people') above.push(at)
    else if (one?.is === 'statement') {
      for (const line of [...above, at]) about.set(line, one.statement)
      above = []
    }
  }
}

/**
 * 退党名单 above and 退团名单 below: heads of parts. One alone is what people call any list of this kind. Where they say how many
 * they are of, each has to have as many below it.
 */
function titledParts(found: readonly Found[]): ReadonlyMap<number, Statement> {
  const titled = new Map<number, Statement>()
  for (const [at, one] of found.entries())
    if (one.is === 'passed' && one.statement) titled.set(at, one.statement)
  const kinds = new Set(Array.from(titled.values(), ({ left }) => JSON.stringify(left)))
  const starts = [...titled.keys(), found.length]
  const fits = starts.slice(0, -1).every((start, nth) => {
    const head = found[start]
    const below = Array.from({ length: (starts[nth + 1] ?? start) - start - 1 }, (_, at) => start + 1 + at)
    return head?.is === 'passed' && (head.count ?? peopleOn(found, below)) === peopleOn(found, below)
  })
  return kinds.size > 1 && fits ? titled : new Map()
}
