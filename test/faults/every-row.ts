import pg from 'pg'

interface Readable {
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
}

/** Every table and view with the columns that the connected role may read. */
export async function readable(client: pg.Client): Promise<Readable[]> {
  const { rows } = await client.query<Readable>(`
    select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
    group by 1, 2`)
  return rows
}

/** All that a role can read of a database, as text: bytes come as hex. The desk's is asked in the name of a `member`. */
export async function everythingReadable(
  url: string,
  member: string | null = null,
): Promise<{ where: string; text: string }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`select set_config('exeunt.member', $1, false)`, [member ?? ''])
  try {
    const found: { where: string; text: string }[] = []
    for (const { schema, table, columns } of await readable(client)) {
      const fields = columns.map((column) => `${client.escapeIdentifier(column)}::text`).join(', ')
      const from = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`
      const { rows } = await client.query<unknown[]>({
        text: `select ${fields} from ${from}`,
        rowMode: 'array',
      })
      found.push({ where: `${schema}.${table}`, text: rows.map((row) => row.join('\t')).join('\n') })
    }
    return found
  } finally {
    await client.end()
  }
}
