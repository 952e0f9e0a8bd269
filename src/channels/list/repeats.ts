import { fold } from './fold.ts'
import { type Listed } from './reading.ts'

/** Who has one name between them, in the order of the list. */
export function repeatsOf(people: readonly Listed[]): number[][] {
  const named = new Map<string, number[]>()
  for (const [at, { name }] of people.entries()) {
    const folded = fold(name).replace(/\s/g, '')
    const same = named.get(folded)
    if (same) same.push(at)
    else named.set(folded, [at])
  }
  return [...named.values()].filter(({ length }) => length > 1)
}
