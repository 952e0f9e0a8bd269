import { type Clock } from '#basics'
import { type Database } from '#db'
import { type HybridRecipient, parseRecipient, weeksToSealTo } from '#vault'
import { type BoxRow, selectBoxes } from './store.ts'

/** A box that can be sealed to now. */
export interface OpenBox {
  readonly id: string
  readonly branch: string
  readonly recipient: HybridRecipient
}

/** Where a declaration goes: which branch's reviewers read it, and to which key its sender's contact is sealed. */
export interface Destination {
  readonly draft: OpenBox
  readonly contact: OpenBox
}

export interface Boxes {
  /**
   * For a new declaration. `home`: the branch that took it in, where one did. `draw`: a whole number that chance made, and
   * that comes out the same when the same form is sent again.
   */
  forDeclaration(about: { language: string; home: string | null; draw: number }): Destination
  /** Where declarations may go now: one of each branch that reviews. */
  all(): readonly Destination[]
  /** For what is added to a declaration that a branch reviews. */
  ofBranch(branch: string): OpenBox
}

const FRESH_MS = 5_000
/** Of a hundred declarations that a branch took in: so many are reviewed by its own people. */
const AT_HOME = 80

/**
 * The boxes that are sealed to now, or null while the installation has none: until the first member of staff has enrolled,
 * nobody could ever open what came in, so nothing is taken in.
 *
 * A recipient is imported and tried once; importing it for each submission would halve the pace.
 */
export function currentBoxes(deps: {
  db: Database
  clock: Clock
  timeZone: string
}): () => Promise<Boxes | null> {
  const { db } = deps
  const recipients = new Map<string, HybridRecipient>()
  let known: Boxes | null = null
  let checkedAt = -Infinity
  return async () => {
    if (known && performance.now() - checkedAt < FRESH_MS) return known
    const [thisWeek, lastWeek] = weeksToSealTo(deps)
    const rows = await selectBoxes(db, thisWeek)
    checkedAt = performance.now()
    known = boxesOf(rows, { lastWeek, recipientOf })
    return known
  }

  function recipientOf({ id, recipient }: BoxRow): HybridRecipient {
    const read = recipients.get(id) ?? parseRecipient(recipient)
    recipients.set(id, read)
    return read
  }
}

interface Reading {
  readonly lastWeek: string
  readonly recipientOf: (row: BoxRow) => HybridRecipient
}

/** `rows`: of each branch and class the newest box. */
function boxesOf(rows: readonly BoxRow[], { lastWeek, recipientOf }: Reading): Boxes | null {
  const find = (boxClass: BoxRow['class'], branch: string) =>
    rows.find((row) => row.class === boxClass && row.branch === branch)
  const drafts = rows.filter((row) => row.class === 'draft')
  const fallback = find('draft', 'centre') ?? drafts[0]
  if (!fallback) return null

  const open = (row: BoxRow): OpenBox => ({ id: row.id, branch: row.branch, recipient: recipientOf(row) })
  // A branch where nobody has made a box for two weeks has nobody who reviews.
  const reviewing = drafts.filter(({ closed, week, spent }) => !closed && !spent && week >= lastWeek)

  const reviewerOf = ({ language, home, draw }: Parameters<Boxes['forDeclaration']>[0]): BoxRow => {
    const reads = ({ languages }: BoxRow) => languages.length === 0 || languages.includes(language)
    const readers = reviewing.some(reads) ? reviewing.filter(reads) : reviewing
    const atHome = reviewing.find(({ branch }) => branch === home)
    const others = readers.filter(({ branch }) => branch !== home)
    if (atHome && (draw % 100 < AT_HOME || others.length === 0)) return atHome
    return others[Math.floor(draw / 100) % others.length] ?? fallback
  }

  const destinationOf = (draft: BoxRow): Destination => {
    // Where nobody may know how to reach people, whoever reviews will have to.
    const contact = find('contact', draft.branch) ?? find('contact', 'centre') ?? draft
    return { draft: open(draft), contact: open(contact) }
  }

  return {
    forDeclaration: (about) => destinationOf(reviewerOf(about)),
    all: () => (reviewing.length > 0 ? reviewing : [fallback]).map(destinationOf),
    ofBranch: (branch) => open(find('draft', branch) ?? fallback),
  }
}
