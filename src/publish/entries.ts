import { invariant } from '#basics'
import { type Reader } from '#db'
import {
  asCommitment,
  type Commitment,
  type LeafOpening,
  type PublishedEntry,
  type PublishedPerson,
} from '#proof'
import { findOpened, findOpenedLeaf, findShown, type OpenedLeaf } from './store.ts'

/**
 * Entries as anybody may have them, in a range of numbers (`after` not included), each with what opens the leaves
 * of its people. Who withdrew is not on them, nor is an entry about which something is under way.
 */
export async function publishedEntries(
  db: Reader,
  range: { after: number; upTo: number },
): Promise<PublishedEntry[]> {
  const shown = await findShown(db, range)
  if (shown.length === 0) return []
  const leaves = Map.groupBy(await findOpened(db, range), ({ number }) => number)
  return shown.flatMap((entry) => {
    const opened = leaves.get(entry.number)
    return opened
      ? [{ ...entry, people: [...Map.groupBy(opened, ({ line }) => line).values()].map(personOf) }]
      : []
  })
}

/** The number of the leaf that counts a person, for whoever asks for a proof of it; undefined where nobody may open it. */
export function publishedLeaf(
  db: Reader,
  person: { number: number; line: number },
): Promise<number | undefined> {
  return findOpenedLeaf(db, person)
}

/** A person by her leaves, in their order: the one that counts her, and those that restate her. */
function personOf([counted, ...restated]: readonly OpenedLeaf[]): PublishedPerson {
  invariant(counted, 'a group has somebody in it')
  const { line, name, nameKind, basis, party, league, pioneers } = counted
  return {
    line,
    name,
    nameKind,
    basis,
    left: { party, league, pioneers },
    opening: openingOf(counted, restated),
  }
}

function openingOf({ index, key, ...counted }: OpenedLeaf, restated: readonly OpenedLeaf[]): LeafOpening {
  const newest = restated.at(-1)
  if (!newest) return { index, key, contentKey: contentKeyOf(counted) }
  return {
    index,
    key,
    content: contentOf(counted),
    restated: {
      index: newest.index,
      key: newest.key,
      contentKey: contentKeyOf(newest),
      since: restated
        .slice(0, -1)
        .map((step) => ({ index: step.index, key: step.key, content: contentOf(step) })),
    },
  }
}

function contentOf({ content }: Pick<OpenedLeaf, 'content'>): Commitment {
  return asCommitment(Uint8Array.from(content))
}

function contentKeyOf({ contentKey }: Pick<OpenedLeaf, 'contentKey'>): Uint8Array {
  invariant(contentKey, 'what was said of a person last is open')
  return contentKey
}
