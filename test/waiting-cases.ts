// An installation with cases that wait, without anything really sealed: for tests in which nobody opens anything.
import { Secret } from '#basics'
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asMember, type Database } from '#db'
import { decide, type Decision, giveBack, type OpenBudget, takeNextCase, workload } from '#review'
import { type Role } from '#staff'
import { enrolMember, openBranchRow, passkeyOf } from './members.ts'
import { freshDatabase } from './template-db.ts'

const timeZone = 'Asia/Shanghai'
const keys = { once: new Secret<Uint8Array>(new Uint8Array(32).fill(1)) }
const NOON = new Date('2026-11-21T04:00:00Z')

export interface Person {
  readonly branch?: string
  readonly roles?: readonly Role[]
}

/** One box a branch. Everybody has the keys of her own branch's. */
export async function openInstallationOfCases({
  people,
  budget = null,
}: {
  people: Readonly<Record<string, Person>>
  budget?: OpenBudget | null
}) {
  const installation = await freshDatabase()
  const desk = installation.openAs('exeunt_desk')
  const ids = new Map<string, string>()
  const boxes = new Map<string, string>()
  for (const [name, person] of Object.entries(people)) {
    const { branch = 'centre', roles = ['reviewer'] as const } = person
    if (!boxes.has(branch)) {
      if (branch !== 'centre') await openBranchRow(installation.db, branch)
      const box = randomUUID()
      boxes.set(branch, box)
      await sql`insert into vault.box values (${box}, 'draft', ${branch}, '2026-W47', 'age1pq1test')`.execute(
        installation.db,
      )
    }
    ids.set(name, await enrolMember(installation.db, name, { branch, roles }))
    await sql`insert into vault.box_key values (${boxes.get(branch)}, ${ids.get(name)}, '\\x00')`.execute(
      installation.db,
    )
  }
  let now = NOON
  const clock = () => now
  const id = (name: string) => ids.get(name) ?? ''
  const as = (name: string): Database => asMember(desk, id(name))
  const box = (branch = 'centre') => boxes.get(branch) ?? ''
  const deps = (name: string) => ({ db: as(name), clock, timeZone, budget, keys })
  const take = (name: string) => takeNextCase(deps(name), { member: id(name) })
  return Object.assign(installation, {
    desk,
    id,
    as,
    box,
    deps,
    take,
    async arrive(
      count = 1,
      { branch = 'centre', language = null }: { branch?: string; language?: string | null } = {},
    ): Promise<string[]> {
      const arrived: string[] = []
      for (let nth = 0; nth < count; nth += 1) {
        const submission = randomUUID()
        await sql`insert into intake.submission values (${submission}, 'web', '2026-11-20', ${box(branch)}, '\\x00', ${randomBytes(32)})`.execute(
          installation.db,
        )
        await sql`insert into intake.pending (submission, cause, since, branch, language)
          values (${submission}, 'new', '2026-11-20', ${branch}, ${language})`.execute(installation.db)
        arrived.push(submission)
      }
      return arrived
    },
    async takeCase(name: string) {
      const next = await take(name)
      if (next.outcome !== 'case') throw new Error(`no case: ${next.outcome}`)
      return next.case
    },
    decide: (name: string, submission: string, decision: Decision) =>
      decide(deps(name), { member: id(name), passkey: passkeyOf(name), submission, decision }),
    giveBack: (name: string, submission: string) => giveBack(deps(name), { member: id(name), submission }),
    workload: (name: string) => workload(deps(name), { member: id(name) }),
    later(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000)
    },
  })
}
