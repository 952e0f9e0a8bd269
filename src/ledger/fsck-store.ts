import { sql } from 'kysely'
import { type Reader } from '#db'
import { type Hash } from '#proof'
import { type Batch } from './batch.ts'
import { type Noted } from './fsck/notes.ts'
import { type LeafRow, type OpeningRow } from './fsck/rows.ts'

export async function findAllBatches(db: Reader): Promise<Batch[]> {
  const { rows } = await sql<Omit<Batch, 'root'> & { root: Uint8Array }>`
    select size, first, root, after, entry, day, closes, totals from ledger.batch order by size`.execute(db)
  return rows.map((row) => ({ ...row, root: row.root as Hash }))
}

export async function findLeaves(db: Reader, range: { start: number; end: number }): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select index, kind, bytes, entry, line, previous,
      case when kind in ('amend', 'restate') then (
        select max(before.index) from ledger.leaf before
        where before.entry = leaf.entry and before.line = leaf.line and before.index < leaf.index
          and before.kind in ('add', 'import', 'amend', 'restate')) end as newest
    from ledger.leaf
    where index >= ${range.start} and index < ${range.end} order by index`.execute(db)
  return rows
}

export async function findOpenings(db: Reader, range: { start: number; end: number }): Promise<OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    select index, key, content, content_key as "contentKey" from ledger.opening
    where index >= ${range.start} and index < ${range.end} order by index`.execute(db)
  return rows
}

export async function findNewestEntry(db: Reader): Promise<number> {
  const { rows } = await sql<{ newest: number }>`
    select coalesce(max(number), 0) as newest from register.entry`.execute(db)
  return rows[0]?.newest ?? 0
}

export function findNoted(db: Reader): Promise<Noted[]> {
  return db.selectFrom('ledger.noted').select(['index', 'acts', 'hash']).orderBy('index').execute()
}
