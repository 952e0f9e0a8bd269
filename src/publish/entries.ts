import { type Reader } from '#db'
import { type PublishedEntry } from '#proof'
import { findOpened, findShown } from './store.ts'

/**
 * Entries as anybody may have them, in a range of numbers (`after` not included), each with what opens the leaves
 * of its people. Who withdrew is not on them, nor is an entry about which something is under way.
 */
export async function publishedEntries(
  db: Reader,
  range: { after: number; upTo: number },
): Promise<PublishedEntry[]> {
  const shown = await findShown(db, range)
  const people = Map.groupBy(await findOpened(db, range), ({ number }) => number)
  return shown.flatMap((entry) => {
    const opened = people.get(entry.number)
    return opened ? [{ ...entry, people: opened.map(({ number: _number, ...person }) => person) }] : []
  })
}
