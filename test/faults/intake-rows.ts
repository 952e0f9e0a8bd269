import { type Database } from '#db'

/** What intake holds, counted as the owner of the tables. */
export async function intakeRows(owner: Database) {
  const count = async (table: 'submission' | 'return_code' | 'pending' | 'followup') => {
    const row = await owner
      .selectFrom(`intake.${table}`)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return row.rows
  }
  return {
    submissions: await count('submission'),
    codes: await count('return_code'),
    pending: await count('pending'),
    followups: await count('followup'),
  }
}
