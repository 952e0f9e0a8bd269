import { type Statement } from './organisations.ts'
import { type Somebody, Unclear } from './people.ts'
import { type Left } from './reading.ts'

/** What several leave, said once. */
export function sayOfAll(people: readonly Somebody[], statement: Statement): void {
  for (const somebody of people) {
    say(somebody, statement)
    if (people.length > 1) somebody.guesses.add('organisation-shared')
  }
}

/** @throws {Unclear} at TD TT TD: a code that says the same twice says something else. */
export function say(somebody: Somebody, { left, guesses }: Statement): void {
  const had = somebody.left
  const again =
    had && ((had.party && left.party) || (had.league && left.league) || (had.pioneers && left.pioneers))
  if (again && guesses.includes('organisation-code')) throw new Unclear('organisation-of-whom')
  somebody.left = somebody.left ? both(somebody.left, left) : left
  for (const guess of guesses) somebody.guesses.add(guess)
}

export function merged(one: Statement, other: Statement): Statement {
  return { left: both(one.left, other.left), guesses: [...one.guesses, ...other.guesses] }
}

function both(one: Left, other: Left): Left {
  return {
    party: one.party || other.party,
    league: one.league || other.league,
    pioneers: one.pioneers || other.pioneers,
  }
}
