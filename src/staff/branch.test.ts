import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asMember } from '#db'
import { COUNTRIES, countryName } from '#words'
import { enrolMember } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { type Branch, branches, changeBranch, lastChanges, openBranch } from './index.ts'

const PARIS: Branch = {
  id: 'paris',
  name: 'SAMPLE Paris',
  country: 'FR',
  place: 'Belleville',
  languages: ['zh-hans', 'en'],
  spoken: '中文, français',
  hours: 'Sat 14–18',
  contact: '',
  listed: false,
  closed: false,
}

test('a branch is opened once, changed by its people, and whoever reads it sees who wrote it last', async () => {
  await using house = await openHouse()
  deepEqual(await openBranch(house.needs, { by: house.heron, branch: PARIS }), { outcome: 'opened' })
  deepEqual(await openBranch(house.needs, { by: house.heron, branch: PARIS }), { outcome: 'id-taken' })
  const listed = { ...PARIS, listed: true, contact: 'SAMPLE +33 0' }
  deepEqual(await changeBranch(house.needs, { by: house.heron, branch: listed }), { outcome: 'changed' })
  deepEqual(
    (await branches(house.needs)).map(({ id }) => id),
    ['centre', 'paris'],
  )
  deepEqual((await branches(house.needs))[1], listed)
  const [last] = await lastChanges(house.needs)
  deepEqual([last?.branch, last?.name], ['paris', 'Heron'])
  const nowhere = { ...PARIS, id: 'nowhere' }
  deepEqual(await changeBranch(house.needs, { by: house.heron, branch: nowhere }), { outcome: 'not-there' })
})

test('a branch where cases wait does not close, whatever the desk says, and the centre never', async () => {
  await using house = await openHouse()
  await openBranch(house.needs, { by: house.heron, branch: PARIS })
  const closed = { ...PARIS, closed: true }
  const pending = { submission: randomUUID(), cause: 'new', since: '2026-11-20', branch: 'paris' }
  await house.db.insertInto('intake.pending').values(pending).execute()
  deepEqual(await changeBranch(house.needs, { by: house.heron, branch: closed }), { outcome: 'cases-wait' })
  const past = (id: string) =>
    sql`update staff.branch set closed = true where id = ${id}`.execute(house.needs.db)
  await rejects(past('paris'), /cases wait there/)
  await rejects(past('centre'), /the centre stays open/)
  await house.db.deleteFrom('intake.pending').execute()
  deepEqual(await changeBranch(house.needs, { by: house.heron, branch: closed }), { outcome: 'changed' })
})

test('every country has a name in every language, and no union is one', () => {
  equal(COUNTRIES.includes('FR') && COUNTRIES.includes('TW') && COUNTRIES.includes('AU'), true)
  for (const none of ['EU', 'UN', 'ZZ', 'SU', 'DD', 'UK']) equal(COUNTRIES.includes(none), false, none)
  equal(countryName('zh-hans', 'FR'), '法国')
  equal(countryName('zh-hant', 'FR'), '法國')
  equal(COUNTRIES.length > 240 && COUNTRIES.length < 252, true, String(COUNTRIES.length))
})

async function openHouse() {
  const house = await freshDatabase()
  const heron = await enrolMember(house.db, 'Heron', { roles: ['administrator'] })
  const needs = { db: asMember(house.openAs('exeunt_desk'), heron), clock: () => new Date() }
  return Object.assign(house, { heron, needs })
}
