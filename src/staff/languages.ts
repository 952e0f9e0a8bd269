import { type Database, type Transaction } from '#db'
import { isLanguage, type Language } from '#i18n'

/** The languages that a member reads; none where she takes any. */
export async function languagesOf(db: Database | Transaction, member: string): Promise<Language[]> {
  const row = await db
    .selectFrom('staff.member')
    .select('languages')
    .where('id', '=', member)
    .executeTakeFirst()
  return row?.languages.filter(isLanguage) ?? []
}

/** Her own choice: what comes to her first. It opens nothing and closes nothing. */
export async function readLanguages(
  { db }: { db: Database },
  { member, languages }: { member: string; languages: readonly Language[] },
): Promise<void> {
  await db
    .updateTable('staff.member')
    .set({ languages: [...languages] })
    .where('id', '=', member)
    .execute()
}
