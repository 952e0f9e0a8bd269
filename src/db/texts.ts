import { CHECKOUT } from '#basics'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { DatabaseError } from './error.ts'

/** The schemas, in the order in which their present texts are applied: a view stands on those before it. */
export const SCHEMAS = [
  'installation',
  'jobs',
  'staff',
  'vault',
  'audit',
  'approvals',
  'intake',
  'review',
  'oversight',
  'register',
  'ledger',
  'certificates',
  'statistics',
  'publish',
] as const

/** What has one present text, in the order in which it is made, through all schemas. */
export const KINDS = ['functions', 'views', 'triggers', 'policies', 'grants'] as const
type Kind = (typeof KINDS)[number]

interface Text {
  readonly name: string
  readonly text: string
}

export interface Texts {
  readonly migrations: readonly (Text & { readonly sha256: string })[]
  readonly current: readonly (Text & { readonly kind: Kind })[]
  /** Over all that is current. */
  readonly sha256: string
}

/** Where the SQL lies. */
export const TEXTS = new URL('db/', CHECKOUT)

/** Read the SQL below a folder: `migrations/*.sql`, and `current/<schema>/<kind>.sql`, of which each may be absent. */
export async function readTexts(folder: URL): Promise<Texts> {
  const names = (await readdir(new URL('migrations/', folder))).filter((name) => name.endsWith('.sql'))
  const migrations = await Promise.all(
    names.toSorted().map(async (name) => {
      const text = await readFile(new URL(`migrations/${name}`, folder), 'utf8')
      return { name, text, sha256: sha256Of(text) }
    }),
  )
  const current = await readCurrent(folder)
  return { migrations, current, sha256: sha256Of(JSON.stringify(current)) }
}

async function readCurrent(folder: URL): Promise<Texts['current']> {
  const there = new Set(
    (await readdir(new URL('current/', folder), { recursive: true })).filter((name) => name.endsWith('.sql')),
  )
  const wanted = KINDS.flatMap((kind) =>
    SCHEMAS.map((schema) => ({ kind, name: `${schema}/${kind}.sql` })),
  ).filter(({ name }) => there.delete(name))
  const [stray] = there
  if (stray) throw new DatabaseError('UNKNOWN_TEXT', `db/current/${stray} is no text that would be applied.`)
  return Promise.all(
    wanted.map(async ({ kind, name }) => {
      return { kind, name, text: await readFile(new URL(`current/${name}`, folder), 'utf8') }
    }),
  )
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
