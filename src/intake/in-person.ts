import { type DeskKeys, isSame } from '#vault'
import { type Arrived, type IntakeDeps, type Received, sealArrived } from './receive.ts'
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

interface DeskIntakeDeps extends Omit<IntakeDeps, 'keys'> {
  readonly keys: DeskKeys
}

/**
 * Take in what an operator took down at a branch, as `receive` takes in what comes from the site: once, committed before
 * this returns, the same answer to the same form. `db` is asked in the operator's name, and the database refuses whoever is
 * no operator of that branch.
 */
export async function takeInPerson(
  { inPerson, ...arrived }: Arrived & { readonly home: string; readonly inPerson: InPerson },
  deps: DeskIntakeDeps,
): Promise<Received> {
  const boxes = await deps.boxes()
  if (!boxes) return { outcome: 'closed' }
  const { row, ...ways } = sealArrived(arrived, { ...deps, boxes, beside: { inPerson } })
  const at = { branch: arrived.home, timeZone: deps.timeZone }
  const before = await insertInPerson(deps.db, row, { ...ways, at })
  return !before || isSame(before, row.digest)
    ? { outcome: 'received', code: ways.code }
    : { outcome: 'sent-before' }
}
