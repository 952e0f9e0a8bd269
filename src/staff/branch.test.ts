import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asMember } from '#db'
import { COUNTRIES, countryName } from '#i18n'
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
  await using installation = await openInstallation()
  deepEqual(await openBranch(installation.deps, { by: installation.heron, branch: PARIS }), {
    outcome: 'opened',
  })
  deepEqual(await openBranch(installation.deps, { by: installation.heron, branch: PARIS }), {
    outcome: 'id-taken',
  })
  const listed = { ...PARIS, listed: true, contact: 'SAMPLE +33 0' }
  deepEqual(await changeBranch(installation.deps, { by: installation.heron, branch: listed }), {
    outcome: 'changed',
  })
  deepEqual(
    (await branches(installation.deps)).map(({ id }) => id),
    ['centre', 'paris'],
  )
  deepEqual((await branches(installation.deps))[1], listed)
  const [last] = await lastChanges(installation.deps)
  deepEqual([last?.branch, last?.name], ['paris', 'Heron'])
  const nowhere = { ...PARIS, id: 'nowhere' }
  deepEqual(await changeBranch(installation.deps, { by: installation.heron, branch: nowhere }), {
    outcome: 'not-there',
  })
})

test('a branch where cases wait does not close, whatever the desk says, and the centre never', async () => {
  await using installation = await openInstallation()
  await openBranch(installation.deps, { by: installation.heron, branch: PARIS })
  const closed = { ...PARIS, closed: true }
  const pending = { submission: randomUUID(), cause: 'new', since: '2026-11-20', branch: 'paris' }
  await installation.db.insertInto('intake.pending').values(pending).execute()
  deepEqual(await changeBranch(installation.deps, { by: installation.heron, branch: closed }), {
    outcome: 'cases-wait',
  })
  const past = (id: string) =>
    sql`update staff.branch set closed = true where id = ${id}`.execute(installation.deps.db)
  await rejects(past('paris'), /cases wait there/)
  await rejects(past('centre'), /the centre stays open/)
  await installation.db.deleteFrom('intake.pending').execute()
  deepEqual(await changeBranch(installation.deps, { by: installation.heron, branch: closed }), {
    outcome: 'changed',
  })
})

test('every country has a name in every language, and no union is one', () => {
  equal(COUNTRIES.includes('FR') && COUNTRIES.includes('TW') && COUNTRIES.includes('AU'), true)
  for (const none of ['EU', 'UN', 'ZZ', 'SU', 'DD', 'UK']) equal(COUNTRIES.includes(none), false, none)
  equal(countryName('zh-hans', 'FR'), '法国')
  equal(countryName('zh-hant', 'FR'), '法國')
  equal(COUNTRIES.length > 240 && COUNTRIES.length < 252, true, String(COUNTRIES.length))
})

async function openInstallation() {
  const installation = await freshDatabase()
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator'] })
  const deps = { db: asMember(installation.openAs('exeunt_desk'), heron), clock: () => new Date() }
  return Object.assign(installation, { heron, deps })
}
