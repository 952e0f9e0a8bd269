import { sql } from 'kysely'
import { type Reader } from '#db'

/** What a declaration and the one that the same person made before or after say of one another, as she wished. */
export interface Links {
  readonly to: number | null
  readonly from: readonly number[]
}

/** The link is said by the later one: it shows as long as that one stands and is shown. Few have any, which is asked first. */
export async function findLinks(db: Reader, number: number): Promise<Links> {
  if (!(await hasLinks(db, number))) return { to: null, from: [] }
  const { rows } = await sql<{ later: number; earlier: number }>`
    select entry.number as later, entry.links_to as earlier
    from register.entry entry
    join register.standing_entry standing on standing.number = entry.number
    where (entry.number = ${number} and entry.links_to is not null or entry.links_to = ${number})
      and standing.shown and not standing.changing
      and exists (
        select from register.standing_line line where line.number = entry.number and not line.withdrawn)
    order by entry.number`.execute(db)
  return {
    to: rows.find(({ later }) => later === number)?.earlier ?? null,
    from: rows.filter(({ earlier }) => earlier === number).map(({ later }) => later),
  }
}

async function hasLinks(db: Reader, number: number): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from register.entry where number = ${number} and links_to is not null)
      or exists (select from register.entry where links_to = ${number}) as has`.execute(db)
  return rows[0]?.has ?? false
}
