import { type DeskKeys, isSame } from '#vault'
import { type Arrived, type IntakeNeeds, type Received, sealArrived } from './receive.ts'
import { insertInPerson } from './store.ts'

/**
 * Where a declaration was taken down, and by whom: sealed with it, for the reviewer who opens it. Nothing that is stored in
 * the clear says either of them once the case is decided.
 */
export interface InPerson {
  /** The branch, as its own name says. */
  readonly at: string
  /** The operator's name at the desk. */
  readonly by: string
}

interface DeskIntakeNeeds extends Omit<IntakeNeeds, 'keys'> {
  readonly keys: DeskKeys
}

/**
 * Take in what an operator took down at a branch, as `receive` takes in what comes from the site: once, committed before
 * this returns, the same answer to the same form. `db` is asked in the operator's name, and the database refuses whoever is
 * no operator of that branch.
 */
export async function takeInPerson(
  { inPerson, ...arrived }: Arrived & { readonly home: string; readonly inPerson: InPerson },
  needs: DeskIntakeNeeds,
): Promise<Received> {
  const boxes = await needs.boxes()
  if (!boxes) return { outcome: 'closed' }
  const { row, ...ways } = sealArrived(arrived, { ...needs, boxes, beside: { inPerson } })
  const at = { branch: arrived.home, timeZone: needs.timeZone }
  const before = await insertInPerson(needs.db, row, { ...ways, at })
  return !before || isSame(before, row.digest)
    ? { outcome: 'received', code: ways.code }
    : { outcome: 'sent-before' }
}
