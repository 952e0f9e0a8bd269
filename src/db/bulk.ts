import { finished } from 'node:stream/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { invariant } from '#basics'
import { type DatabaseOptions, openPool, type Transaction } from './database.ts'
import { type DB } from './schema.ts'

/** A connection that takes rows by COPY as well: for what is put in by the hundred thousand. */
export interface Bulk extends AsyncDisposable {
  /** Run `work` in one transaction: all of it is committed, or none of it happened. One at a time. */
  transaction<Result>(work: (tx: Transaction, copyIn: CopyIn) => Promise<Result>): Promise<Result>
}

/** Put rows in, within the transaction, as its own next statement. `lines` are of {@link copyLine}. */
export type CopyIn = (into: CopyTarget, lines: readonly string[]) => Promise<void>

export interface CopyTarget {
  readonly table: string
  readonly columns: readonly string[]
}

export type CopyValue = string | number | boolean | Uint8Array | null

/** Open the one connection. Dispose of it to close it. */
export async function openBulk(options: Omit<DatabaseOptions, 'connections'>): Promise<Bulk> {
  // Loaded here, for whoever only uses a database would load it as well.
  const { default: copyStreams } = await import('pg-copy-streams')
  const pool = openPool({ ...options, connections: 1 })
  let held: pg.PoolClient | undefined
  const connect = async () => {
    const client = await pool.connect()
    const release = client.release.bind(client)
    client.release = (cause) => {
      held = undefined
      release(cause)
    }
    held = client
    return client
  }
  const { options: settings } = pool
  const dialect = new PostgresDialect({ pool: { connect, options: settings, end: () => pool.end() } })
  const database = new Kysely<DB>({ dialect })
  return {
    transaction: (work) =>
      database.transaction().execute((tx) =>
        work(tx, async ({ table, columns }, lines) => {
          invariant(held, 'rows are put in within a transaction')
          if (lines.length === 0) return
          const stream = held.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin`))
          stream.end(lines.join(''))
          await finished(stream)
        }),
      ),
    [Symbol.asyncDispose]: () => database.destroy(),
  }
}

/** One row in the text format of COPY, in the order of the columns. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(written).join('\t')}\n`
}

function written(value: CopyValue): string {
  if (value === null) return String.raw`\N`
  if (value instanceof Uint8Array) return String.raw`\\x` + Buffer.from(value).toString('hex')
  return typeof value === 'string' ? value.replaceAll(SPECIAL, escaped) : String(value)
}

/** What would end a field or a row, or begin an escape. */
const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
}

function escaped(character: string): string {
  return ESCAPES[character] ?? character
}
