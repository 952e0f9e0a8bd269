// How well lists are read that are made by a recipe (`test-recipe.ts`).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readList } from './index.ts'
import { type Listed } from './reading.ts'
import { type Made, madeLists } from './test-recipe.ts'

const LISTS = 400
/** Of the third kind one in two hundred is somebody called 三妹, who is asked about. */
const LEAST = { clean: 0.99, messy: 0.97, hostile: 0.97 }
const MOST_WRONG = 0.001

interface Counted {
  lists: number
  meant: number
  read: number
  right: number
  said: number
  wrong: number
}

for (const made of ['first', 'second', 'third'] as const) {
  test(`${LISTS} lists of the ${made} kind are read as they are meant: nobody is made up, and nobody leaves what she does not`, (t) => {
    const { parts, amiss } = countedOf(made)
    for (const [part, counted] of Object.entries(parts)) {
      const { lists, meant, read, right, said, wrong } = counted
      const shares = {
        precision: right / read,
        recall: right / meant,
        organisations: said / right,
        wrong: wrong / right,
      }
      t.diagnostic(`${made} ${part}: ${JSON.stringify({ lists, people: meant, ...shares })}`)
      const least = LEAST[part as keyof typeof LEAST]
      assert.ok(Math.min(shares.precision, shares.recall, shares.organisations) >= least, amiss.join('\n'))
      assert.ok(shares.wrong <= MOST_WRONG, amiss.join('\n'))
    }
  })
}

function countedOf(made: Made): { parts: Record<string, Counted>; amiss: string[] } {
  const parts: Record<string, Counted> = {}
  const amiss: string[] = []
  for (const { list, people, part, unread } of madeLists(made, LISTS)) {
    const read = readList(list)
    const meant = people === '' ? [] : people.split('|')
    const found = read.people.map(written)
    const counted = (parts[part] ??= { lists: 0, meant: 0, read: 0, right: 0, said: 0, wrong: 0 })
    count(counted, { meant, found })
    if (found.join('|') !== people || read.unread.length !== unread)
      amiss.push(`${JSON.stringify(list.slice(0, 200))} read as ${found.join('|').slice(0, 200)}`)
  }
  return { parts, amiss }
}

function count(
  counted: Counted,
  { meant, found }: { readonly meant: readonly string[]; readonly found: readonly string[] },
): void {
  const left = [...meant]
  counted.lists += 1
  counted.meant += meant.length
  counted.read += found.length
  for (const one of found) {
    const same = left.includes(one)
      ? left.indexOf(one)
      : left.findIndex((other) => nameIn(other) === nameIn(one))
    if (same < 0) continue
    const [other = ''] = left.splice(same, 1)
    counted.right += 1
    if (other === one) counted.said += 1
    else if (nameIn(one) !== one) counted.wrong += 1
  }
}

function written({ name, left }: Listed): string {
  return left
    ? `${name}:${left.party ? '党' : ''}${left.league ? '团' : ''}${left.pioneers ? '队' : ''}`
    : name
}

function nameIn(one: string): string {
  return one.split(':')[0] ?? ''
}
