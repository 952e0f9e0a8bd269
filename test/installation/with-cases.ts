// An installation with cases that wait, without anything really sealed: for tests in which nobody opens anything.
import { decide, type Decision, giveBack, type OpenBudget, takeNextCase, workload } from '#review'
import { CENTRE } from '#staff'
import { passkeyOf } from '../members.ts'
import { freshDatabase } from '../template-db.ts'
import { insertBox, insertBoxKey } from './boxes.ts'
import { insertCase } from './cases.ts'
import { someKeys } from './keys.ts'
import { enrolAll, type Person } from './staff.ts'
import { movableTime, TIME_ZONE } from './time.ts'

/** One box a branch. Everybody has the keys of her own branch's. */
export async function openInstallationOfCases({
  people,
  budget = null,
}: {
  people: Readonly<Record<string, Person>>
  budget?: OpenBudget | null
}) {
  const installation = await freshDatabase()
  const { desk, id, as } = await enrolAll(installation, people)
  const boxes = new Map<string, string>()
  for (const [name, { branch = CENTRE }] of Object.entries(people)) {
    const box = boxes.get(branch) ?? (await insertBox(installation.db, { branch }))
    boxes.set(branch, box)
    await insertBoxKey(installation.db, { box, holder: id(name) })
  }
  const { clock, pass } = movableTime('2026-11-21T04:00:00Z')
  const keys = someKeys()
  const box = (branch = CENTRE) => boxes.get(branch) ?? ''
  const deps = (name: string) => ({ db: as(name), clock, timeZone: TIME_ZONE, budget, keys })
  const take = (name: string) => takeNextCase(deps(name), { member: id(name) })
  return Object.assign(installation, {
    clock,
    desk,
    id,
    as,
    box,
    deps,
    take,
    async arrive(
      count = 1,
      { branch = CENTRE, ...rest }: { branch?: string; language?: string | null } = {},
    ): Promise<string[]> {
      const arrived: string[] = []
      for (let nth = 0; nth < count; nth += 1)
        arrived.push(await insertCase(installation.db, { box: box(branch), branch, ...rest }))
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
    later: (minutes: number) => pass(minutes * 60_000),
  })
}
