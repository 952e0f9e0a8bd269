// People in the register without their way there: by the acceptance that review hands on, or, for crowds, by rows.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { transaction } from '#db'
import { type PublicVersion } from '#review'
import { accept, type AcceptedRow } from './approved.ts'
import { type TestDatabase } from './template-db.ts'
import { enterAccepted } from './installation/worker.ts'

export interface Person {
  readonly name?: string | null
  readonly party?: boolean
  readonly league?: boolean
  readonly pioneers?: boolean
}

interface Said {
  readonly people: readonly Person[]
  readonly words?: string | null
  readonly shown?: boolean
  readonly counted?: boolean
}

/** Enter a declaration; returns its submission, by which it can be withdrawn. */
export async function declare(installation: TestDatabase, { people, ...said }: Said): Promise<string> {
  const submission = randomUUID()
  const version = { ...versionOf({ people, ...said }), counted: said.counted ?? true }
  await enter(installation, { kind: 'declaration', submission, version })
  return submission
}

export async function correct(
  installation: TestDatabase,
  number: number,
  { people, ...said }: Said,
): Promise<void> {
  await enter(installation, {
    kind: 'correction',
    refers_to: number,
    version: versionOf({ people, ...said }),
  })
}

export async function withdraw(installation: TestDatabase, submission: string): Promise<void> {
  await enter(installation, { kind: 'withdrawal', submission, version: null })
}

async function enter(installation: TestDatabase, row: AcceptedRow): Promise<void> {
  await accept(installation, row)
  await enterAccepted(installation)
}

export function versionOf({ people, words = 'SAMPLE. 我退出。', shown = true }: Said): PublicVersion {
  const lines = people.map(({ name = 'SAMPLE 林', ...left }, at) => ({
    position: at + 1,
    name: shown ? name : null,
    nameKind: 'pseudonym' as const,
    basis: at === 0 ? ('self' as const) : ('asked' as const),
    party: false,
    league: true,
    pioneers: false,
    ...left,
  }))
  return {
    people: lines,
    words: shown ? words : null,
    place: null,
    language: 'en',
    shown,
    certifiable: false,
  }
}

/** A crowd: so many entries with so many people each, as rows of the register. `channel` as they came. */
export async function crowd(
  installation: Pick<TestDatabase, 'db'>,
  { entries, each = 1, channel = 'web' }: { entries: number; each?: number; channel?: string },
): Promise<void> {
  // In one transaction: a ledger that runs meanwhile must not see an entry without its lines.
  await transaction(installation.db, async (tx) => {
    const { rows } = await sql<{ last: number }>`
    update register.numbering set last = last + ${entries} returning last`.execute(tx)
    const last = rows[0]?.last ?? 0
    const first = last - entries + 1
    await sql`
    insert into register.entry (number, kind, day, received, channel, words, vetted, counted, shown, certifiable)
    select number, 'declaration', '2026-11-20', '2026-11-20', ${channel}, 'SAMPLE ' || number, true, true, true, false
    from generate_series(${first}::bigint, ${last}::bigint) number`.execute(tx)
    await sql`
    insert into register.line (declaration, number, position, name, name_kind, basis, party, league, pioneers)
    select number, number, position, 'SAMPLE ' || number || '/' || position, 'pseudonym', 'self',
      number % 2 = 0, position % 3 = 0, (number + position) % 5 = 0
    from generate_series(${first}::bigint, ${last}::bigint) number, generate_series(1, ${each}::int) position`.execute(
      tx,
    )
  })
}

/** What a crowd's entries would rest on if they had come the long way: submissions, somebody's decisions, and her acts. */
export async function foundCrowd({ db }: Pick<TestDatabase, 'db'>): Promise<void> {
  await sql`
    insert into vault.box (id, class, branch, week, recipient)
    values (gen_random_uuid(), 'draft', 'centre', '2026-W01', 'age1pq1test') on conflict do nothing`.execute(
    db,
  )
  const who = randomUUID()
  await sql`
    with lacking as (
      select e.number, gen_random_uuid() as submission from register.entry e
      where e.kind = 'declaration' and e.channel <> 'import' and not exists (select from register.provenance o where o.number = e.number)
    ), sent as (
      insert into intake.submission (id, channel, day, box, sealed, digest)
      select submission, 'web', '2026-11-20', (select id from vault.box limit 1), '\\x00',
        sha256(submission::text::bytea) from lacking
    ), decided as (
      insert into review.decision (submission, sequence, member, verdict, day)
      select submission, 1, ${who}::uuid, 'register', '2026-11-20' from lacking
    ), acted as (
      insert into audit.act (at, who, what, record) select now(), ${who}::uuid, 'registered', submission::text from lacking
    )
    insert into register.provenance (submission, number) select submission, number from lacking`.execute(db)
}
