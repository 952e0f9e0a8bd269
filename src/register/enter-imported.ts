import { type Day } from '#basics'
import { DOORS } from '#channels'
import { type CopyIn, copyLine, type Transaction } from '#db'
import { type PublicVersion } from '#review'
import { copyDeclarations } from './copy.ts'
import { drawNumbers, findImported, lockNumbering } from './store.ts'

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
 * Enter declarations of an earlier registry, in their order, under the next numbers. Nobody reviewed them here: they are
 * not vetted, and count by the evidence of what they were taken over from, which is what their channel says. Returns
 * the first number and the last.
 */
export async function enterImported(
  { tx, copyIn }: { tx: Transaction; copyIn: CopyIn },
  declarations: readonly Imported[],
  day: Day,
): Promise<{ first: number; last: number }> {
  const first = await drawNumbers(tx, declarations.length)
  const numbered = declarations.map((declaration, at) => ({ ...declaration, number: first + at }))
  await copyDeclarations(copyIn, numbered, { day, channel: DOORS.import.id, vetted: false })
  await copyIn(
    { table: 'register.imported', columns: ['id', 'number'] },
    numbered.map(({ id, number }) => copyLine([id, number])),
  )
  return { first, last: first + declarations.length - 1 }
}
