import { asMember, type Database } from '#db'
import { CENTRE, type Role } from '#staff'
import { enrolMember, openBranchRow } from '../members.ts'
import { type TestDatabase } from '../template-db.ts'

export interface Person {
  readonly branch?: string
  readonly roles?: readonly Role[]
}

/** Enrol people in this order, each at her branch, which is opened for the first of them. */
export async function enrolAll(database: TestDatabase, people: Readonly<Record<string, Person>>) {
  const desk = database.openAs('exeunt_desk')
  const ids = new Map<string, string>()
  const branches = new Set([CENTRE])
  for (const [name, { branch = CENTRE, roles = ['reviewer'] as const }] of Object.entries(people)) {
    if (!branches.has(branch)) await openBranchRow(database.db, branch)
    branches.add(branch)
    ids.set(name, await enrolMember(database.db, name, { branch, roles }))
  }
  const id = (name: string) => ids.get(name) ?? ''
  return { desk, id, as: (name: string): Database => asMember(desk, id(name)) }
}
