import { sql } from 'kysely'
import { type Reader } from '#db'
import { type ActRow, type ActsHead } from './chain.ts'

/** The newest link. It may be behind by an act that is not committed yet, and is never ahead. */
export async function findActsHead(db: Reader): Promise<ActsHead> {
  return db.selectFrom('audit.head').select(['acts', 'hash']).executeTakeFirstOrThrow()
}

/** Acts after a number, in their order. */
export async function findActs(
  db: Reader,
  { after, most }: { after: number; most: number },
): Promise<ActRow[]> {
  const { rows } = await sql<Omit<ActRow, 'atMicros'> & { at: string }>`
    select id, (extract(epoch from at) * 1000000)::bigint::text as at, who::text, what, record, hash
    from audit.act where id > ${after} order by id limit ${most}`.execute(db)
  return rows.map(({ at, ...act }) => ({ ...act, atMicros: BigInt(at) }))
}
