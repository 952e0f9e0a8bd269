import { recordAct } from '#audit'
import { type Database, transaction, type Transaction } from '#db'
import { type StaffDeps } from './deps.ts'
import { type GrantedRole } from './roles.ts'
import { deleteRole, insertRole } from './team-store.ts'

type OfMember = GrantedRole & { readonly member: string }

/** Give a member a role, in the transaction that approves it: the database wants to see the request. */
export async function giveRole(
  tx: Transaction,
  { request, by, at, ...role }: OfMember & { request: string; by: string; at: Date },
): Promise<void> {
  if (await insertRole(tx, { ...role, request }))
    await recordAct(tx, { at, who: by, what: 'role-granted', record: role.member })
}

/** Take a role away. It needs one alone: less power is the safe direction, and may have to be quick. */
export function takeRole(
  { db, clock }: { db: Database } & Pick<StaffDeps, 'clock'>,
  { by, ...role }: OfMember & { by: string },
): Promise<{ outcome: 'taken' | 'not-there' }> {
  return transaction(db, async (tx) => {
    if (!(await deleteRole(tx, role))) return { outcome: 'not-there' }
    await recordAct(tx, { at: clock(), who: by, what: 'role-taken', record: role.member })
    return { outcome: 'taken' }
  })
}
