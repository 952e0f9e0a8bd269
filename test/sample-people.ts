// SAMPLE people by the million: the same ones each time, made of their numbers alone.
import { type Day, dayPlus } from '#basics'
import { addFigures, type Figures, figuresOf, NO_FIGURES } from '#proof'
import { type Imported } from '#register'
import { type PublicVersion } from '#review'

/** People on a declaration, over and over: 13.6 in the middle, as on record, most of them on few long lists. */
const LISTS = [1, 1, 1, 2, 3, 5, 8, 14, 30, 71]
const FIRST = '2004-12-03' as Day
/** A day's declarations of the earlier registry. */
const A_DAY = 4_400
const WORDS = 'SAMPLE. 我在十三岁时加入少先队，当时并不明白。现在声明退出，从此与它无关。'

/** The `nth` of them: what is public of it. One in four shows nothing. */
export function sampleVersion(nth: number): PublicVersion {
  const shown = nth % 4 !== 3
  const many = LISTS[nth % LISTS.length] ?? 1
  const people = Array.from({ length: many }, (_, at) => ({
    position: at + 1,
    name: shown ? `SAMPLE 林${nth}-${at + 1}` : null,
    nameKind: 'pseudonym' as const,
    basis: at === 0 ? ('self' as const) : ('asked' as const),
    ...sampleLeft(nth + at),
  }))
  return {
    people,
    words: shown ? WORDS.repeat(1 + (nth % 3)) : null,
    place: null,
    language: 'zh-hans',
    shown,
    certifiable: false,
  }
}

/** Three quarters left the Pioneers, some the League or the Party as well; one in forty says nothing of it. */
function sampleLeft(nth: number) {
  const isStated = nth % 40 !== 0
  return {
    party: isStated && nth % 13 === 0,
    league: isStated && nth % 4 === 0,
    pioneers: isStated && (nth % 13 !== 0 || nth % 2 === 0),
  }
}

/** Declarations of an earlier registry, from the `from`th on. */
export function sampleImported({ from, count }: { from: number; count: number }): Imported[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `SAMPLE-${from + at}`,
    received: dayPlus(FIRST, Math.floor((from + at) / A_DAY)),
    version: sampleVersion(from + at),
  }))
}

/** The same as a file that "exeunt import" reads, and what they come to. */
export function importedFile(range: { from: number; count: number }): { text: string; figures: Figures } {
  const declarations = sampleImported(range)
  const lines = declarations.map(({ id, received, version: { people, words, place, language, shown } }) =>
    JSON.stringify({
      id,
      received,
      words,
      place,
      language,
      shown,
      people: people.map(({ position: _position, nameKind, ...person }) => ({
        ...person,
        name_kind: nameKind,
      })),
    }),
  )
  return { text: `${lines.join('\n')}\n`, figures: figuresOfAll(declarations) }
}

/** What declarations come to, by what their people left. */
export function figuresOfAll(declarations: readonly { readonly version: PublicVersion }[]): Figures {
  return declarations
    .flatMap(({ version }) => version.people)
    .reduce((sum, person) => addFigures(sum, figuresOf(person)) ?? sum, NO_FIGURES)
}
