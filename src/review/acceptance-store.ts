import { sql } from 'kysely'
import { type Transaction } from '#db'
import { type Acceptance } from './acceptance.ts'

type Fresh<Kind> = Kind extends Acceptance ? Omit<Kind, 'id'> : never

export async function insertAcceptance(tx: Transaction, acceptance: Fresh<Acceptance>): Promise<void> {
  const { kind, submission, refersTo, version, channel, received, request } = acceptance
  await tx
    .insertInto('review.acceptance')
    .values({
      kind,
      submission,
      refers_to: refersTo,
      version: JSON.stringify(version),
      channel,
      received,
      request,
      agreed: acceptance.kind === 'withdrawal' ? acceptance.agreed : null,
    })
    .execute()
}

/** Up to `most` acceptances, declarations first, locked until the transaction ends. */
export async function lockAcceptances(tx: Transaction, most: number): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select id, kind, submission, refers_to as "refersTo", version, channel, received, request, agreed
    from review.acceptance
    order by kind = 'declaration' desc
    limit ${most}
    for update`.execute(tx)
  return rows
}

export async function deleteAcceptance(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('review.acceptance').where('id', '=', id).execute()
}
