import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Transaction } from '#db'
import { type PublicVersion } from './public-version.ts'

/** What the register is to enter next: an accepted declaration, a correction, or a withdrawal. */
export type Acceptance = { readonly id: string; readonly channel: string; readonly received: Day } & (
  | { kind: 'declaration'; submission: string; refersTo: null; version: PublicVersion & { counted: boolean } }
  | { kind: 'withdrawal'; submission: string; refersTo: null; version: null }
  | { kind: 'correction'; submission: null; refersTo: number; version: PublicVersion }
)

type Fresh<Kind> = Kind extends Acceptance ? Omit<Kind, 'id'> : never

export async function insertAcceptance(tx: Transaction, acceptance: Fresh<Acceptance>): Promise<void> {
  const { kind, submission, refersTo, version, channel, received } = acceptance
  await tx
    .insertInto('review.acceptance')
    .values({ kind, submission, refers_to: refersTo, version: JSON.stringify(version), channel, received })
    .execute()
}

/** Up to `most` acceptances, declarations first, locked until the transaction ends. */
export async function lockAcceptances(tx: Transaction, most: number): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select id, kind, submission, refers_to as "refersTo", version, channel, received
    from review.acceptance
    order by kind = 'declaration' desc
    limit ${most}
    for update`.execute(tx)
  return rows
}

export async function deleteAcceptance(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('review.acceptance').where('id', '=', id).execute()
}
