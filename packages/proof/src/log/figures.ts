import { isSize, readSize } from './size.ts'

/**
 * People, and what they left. One person may have left several organisations, so the first three overlap;
 * who stated none is in `notStated`. `people` has everybody once.
 */
export interface Figures {
  readonly party: number
  readonly league: number
  readonly pioneers: number
  readonly notStated: number
  readonly people: number
}

export const NO_FIGURES: Figures = { party: 0, league: 0, pioneers: 0, notStated: 0, people: 0 }

/** `undefined` where a sum is no whole number from 0 to 2^53 - 1: nothing is ever counted below nothing. */
export function addFigures(left: Figures, right: Figures): Figures | undefined {
  return asFigures({
    party: left.party + right.party,
    league: left.league + right.league,
    pioneers: left.pioneers + right.pioneers,
    notStated: left.notStated + right.notStated,
    people: left.people + right.people,
  })
}

export function subtractFigures(left: Figures, right: Figures): Figures | undefined {
  return asFigures({
    party: left.party - right.party,
    league: left.league - right.league,
    pioneers: left.pioneers - right.pioneers,
    notStated: left.notStated - right.notStated,
    people: left.people - right.people,
  })
}

export function sameFigures(left: Figures, right: Figures): boolean {
  return NAMES.every((name) => left[name] === right[name])
}

/**
 * Whether some set of people has these figures: nobody outside `people`, nobody in none of the four, and
 * whoever stated none in none of the other three.
 */
export function isPossible({ party, league, pioneers, notStated, people }: Figures): boolean {
  const stated = people - notStated
  return Math.max(party, league, pioneers) <= stated && stated <= party + league + pioneers
}

/** `party 2 league 1 pioneers 0 not-stated 1 people 3`. */
export function writeFigures(figures: Figures): string {
  return NAMES.map((name) => `${WORDS[name]} ${figures[name]}`).join(' ')
}

/** Reads what `writeFigures` writes; undefined for anything else. Throws `bad-size` at 2^53 and above. */
export function readFigures(line: string): Figures | undefined {
  const [whole, ...digits] = LINE.exec(line) ?? []
  if (whole === undefined) return undefined
  const [party = 0, league = 0, pioneers = 0, notStated = 0, people = 0] = digits.map(readSize)
  return { party, league, pioneers, notStated, people }
}

function asFigures(figures: Figures): Figures | undefined {
  const { party, league, pioneers, notStated, people } = figures
  const are = isSize(party) && isSize(league) && isSize(pioneers) && isSize(notStated) && isSize(people)
  return are ? figures : undefined
}

const NAMES = ['party', 'league', 'pioneers', 'notStated', 'people'] as const
const WORDS = {
  party: 'party',
  league: 'league',
  pioneers: 'pioneers',
  notStated: 'not-stated',
  people: 'people',
} as const
const LINE = /^party ([0-9]+) league ([0-9]+) pioneers ([0-9]+) not-stated ([0-9]+) people ([0-9]+)$/
