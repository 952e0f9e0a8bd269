import { type Day } from '#basics'
import { DOORS } from '#channels'
import { type Transaction } from '#db'
import { type PublicVersion } from '#review'
import {
  drawNextNumber,
  insertEntry,
  insertImported,
  insertLines,
  lockNumbering,
  findImported,
} from './store.ts'

/** A declaration of an earlier registry. */
export interface Imported {
  /** What it was called there. */
  readonly id: string
  readonly received: Day
  readonly version: PublicVersion
}

/**
 * Those that were not taken over before, each once. The numbering's lock is held from here to the end of the
 * transaction, so that nobody else can take the same ones over meanwhile.
 */
export async function notYetImported(
  tx: Transaction,
  declarations: readonly Imported[],
): Promise<Imported[]> {
  await lockNumbering(tx)
  const known = new Set(
    await findImported(
      tx,
      declarations.map(({ id }) => id),
    ),
  )
  const fresh: Imported[] = []
  for (const declaration of declarations) {
    if (known.has(declaration.id)) continue
    known.add(declaration.id)
    fresh.push(declaration)
  }
  return fresh
}

/**
 * Enter a declaration of an earlier registry under the next number. Nobody reviewed it here: it is not vetted, and
 * counts by the evidence of what it was taken over from, which is what its channel says. Returns its number.
 */
export async function enterImported(
  tx: Transaction,
  { id, received, version }: Imported,
  day: Day,
): Promise<number> {
  const number = await drawNextNumber(tx)
  const { people, words, place, language, shown } = version
  await insertEntry(tx, {
    number,
    kind: 'declaration',
    refers_to: null,
    day,
    received,
    channel: DOORS.import.id,
    words,
    place,
    language,
    vetted: false,
    counted: true,
    shown,
    certifiable: false,
    uncounted_reason: null,
  })
  await insertLines(tx, { declaration: number, number, people })
  await insertImported(tx, { id, number })
  return number
}
