import { type Transaction } from '#db'

/** Destroy what was sealed of everything that was asked for with one declaration. What was issued keeps its number and state. */
export async function eraseCertificates(tx: Transaction, submission: string): Promise<void> {
  const empty = Buffer.alloc(0)
  const requests = tx.selectFrom('certificates.request').select('id').where('submission', '=', submission)
  await tx.updateTable('certificates.paper').set({ sealed: empty }).where('request', 'in', requests).execute()
  await tx
    .updateTable('certificates.message')
    .set({ sealed: empty, reply: null })
    .where('request', 'in', requests)
    .execute()
  await tx
    .updateTable('certificates.prepared')
    .set({ to_sealed: empty, own_sealed: empty })
    .where('request', 'in', requests)
    .execute()
  const numbers = tx.selectFrom('certificates.intent').select('number').where('request', 'in', requests)
  await tx
    .updateTable('certificates.issued')
    .set({ reply: empty, copy: empty, record: empty })
    .where('number', 'in', numbers)
    .execute()
  await tx
    .updateTable('certificates.request')
    .set({ sealed: empty })
    .where('submission', '=', submission)
    .execute()
}
