// Lists by a recipe: how many people a list has, how they are called, how it is written and what goes wrong. Each with how it reads.
import { type SampleList } from './test-lists.ts'
import { CLEAN_WAYS, HOSTILE_WAYS, MESSY_WAYS, type Somebody, type Way } from './test-recipe-ways.ts'
import { THIRD } from './test-recipe-kept.ts'
import { FIRST, SECOND } from './test-recipe-words.ts'

const WORDS = { first: FIRST, second: SECOND, third: THIRD }
export type Made = keyof typeof WORDS
export interface MadeList extends SampleList {
  readonly kind: string
  readonly part: 'clean' | 'messy' | 'hostile'
}
export type Dice = ReturnType<typeof diceOf>

const ENDS = ['\n', '\r\n', '\n', '\n\n', '\r', '\u2028']
const PARTS = { clean: CLEAN_WAYS, messy: MESSY_WAYS, hostile: HOSTILE_WAYS }

/** As many lists as are asked for, always the same ones. */
export function madeLists(made: Made, count: number): MadeList[] {
  const words = WORDS[made]
  const dice = diceOf(20_261_130 + Object.keys(WORDS).indexOf(made))
  return Array.from({ length: count }, (_, at): MadeList => {
    const part = (['clean', 'messy', 'clean', 'messy', 'hostile'] as const)[at % 5] ?? 'clean'
    const ways = Object.entries<Way>(PARTS[part])
    const [kind = '', way] = ways[Math.floor(at / 5) % ways.length] ?? []
    if (!way) throw new Error(`no ways of ${part}`)
    const { lines, people, unread = 0 } = way(words, dice)
    const list = lines.join(part === 'messy' ? dice.of(ENDS) : '\n')
    return { kind, part, list, people: people.map(written).join('|'), unread }
  })
}

/** Mulberry32: small, and the same everywhere. */
function diceOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    below,
    of: <One>(from: readonly One[]): One => from[below(from.length)] as One,
    chance: (share: number) => next() < share,
  }
}

function written({ name, said }: Somebody): string {
  return said ? `${name.normalize('NFC')}:${said[1]}` : name.normalize('NFC')
}
