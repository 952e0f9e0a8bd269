import { recordAct } from '#audit'
import { type Database, transaction } from '#db'
import { type Language } from '#i18n'
import { type StaffDeps } from './deps.ts'
import { casesWaitAt, insertBranch, selectBranches, selectLastChanges, updateBranch } from './team-store.ts'

/** A place where the centre works. What is written here of it may be shown to everybody, once it is `listed`. */
export interface Branch {
  /** Small letters, digits and hyphens; for ever. */
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly place: string
  /** The site's languages that its reviewers read. */
  readonly languages: readonly Language[]
  /** What is spoken there, as it wants it to be said. */
  readonly spoken: string
  readonly hours: string
  readonly contact: string
  /** Whether the public finds it. */
  readonly listed: boolean
  /** A branch that was closed keeps its past and gets nothing new. */
  readonly closed: boolean
}

/** Of each branch: who wrote last what it says of itself, and when. */
export function lastChanges({ db }: { db: Database }): Promise<{ branch: string; at: Date; name: string }[]> {
  return selectLastChanges(db)
}

export function branches({ db }: { db: Database }): Promise<Branch[]> {
  return selectBranches(db)
}

export function openBranch(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { by, branch }: { by: string; branch: Branch },
): Promise<{ outcome: 'opened' | 'id-taken' }> {
  return transaction(db, async (tx) => {
    if (!(await insertBranch(tx, branch))) return { outcome: 'id-taken' }
    await recordAct(tx, { at: clock(), who: by, what: 'branch-opened', record: branch.id })
    return { outcome: 'opened' }
  })
}

export function changeBranch(
  { db, clock }: Pick<StaffDeps, 'db' | 'clock'>,
  { by, branch }: { by: string; branch: Branch },
): Promise<{ outcome: 'changed' | 'not-there' | 'cases-wait' }> {
  return transaction(db, async (tx) => {
    if (branch.closed && (await casesWaitAt(tx, branch.id))) return { outcome: 'cases-wait' }
    if (!(await updateBranch(tx, branch))) return { outcome: 'not-there' }
    await recordAct(tx, { at: clock(), who: by, what: 'branch-changed', record: branch.id })
    return { outcome: 'changed' }
  })
}
