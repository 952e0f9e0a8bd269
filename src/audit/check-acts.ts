import { type Reader } from '#db'
import { type ActsHead, linkOf, NO_ACTS } from './chain.ts'
import { findActs, findActsHead } from './store.ts'

const PAGE = 10_000

/** The first act that is not as it was written, by its number. */
export interface BrokenAct {
  readonly act: number
  readonly why: 'missing' | 'changed' | 'not-as-noted'
}

/**
 * Follow the chain from the first act to the head, and past each link that the ledger has taken down. Null where all
 * of it holds. An act that was changed and chained anew, with all after it, is found by the next link that the ledger has.
 */
export async function checkActs(db: Reader, noted: readonly ActsHead[]): Promise<BrokenAct | null> {
  const head = await findActsHead(db)
  const expected = new Map([...noted, head].map(({ acts, hash }) => [acts, hash]))
  let last = NO_ACTS
  for (;;) {
    const page = await findActs(db, { after: last.acts, most: PAGE })
    for (const act of page) {
      if (act.id !== last.acts + 1) return { act: last.acts + 1, why: 'missing' }
      const hash = linkOf(last.hash, act)
      if (Buffer.compare(hash, act.hash) !== 0) return { act: act.id, why: 'changed' }
      const known = expected.get(act.id)
      if (known && Buffer.compare(known, hash) !== 0) return { act: act.id, why: 'not-as-noted' }
      last = { acts: act.id, hash }
    }
    if (page.length < PAGE) break
  }
  const furthest = Math.max(...expected.keys())
  return furthest > last.acts ? { act: last.acts + 1, why: 'missing' } : null
}
