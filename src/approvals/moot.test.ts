import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day, systemClock } from '#basics'
import { eraseCertificates } from '#certificates'
import { asMember, transaction } from '#db'
import { askCorrection } from '#review'
import { openCertificateHouse, type CertificateHouse } from '../../test/certificate-house.ts'
import { enrolMember, passkeyOf } from '../../test/members.ts'
import { versionOf, withdraw } from '../../test/people.ts'
import { certified, deskOf } from '../../test/withdrawals.ts'
import { askChange } from '../certificates/index.ts'
import { answer, ask, erasePayloads, requestsFor } from './index.ts'

test('what has ended meanwhile waits for nobody, and whoever answers is told so', async () => {
  await using house = await openCertificateHouse()
  const by = { member: house.heron, passkey: passkeyOf('Heron'), branch: 'centre' }
  const leaver = await enrolMember(house.database.db, 'Stork', { roles: ['operator'] })
  const hers = await house.person()
  const other = await house.person()
  const entry = async (submission: string) => {
    const { rows } = await sql<{ number: number }>`
      select number from register.origin where submission = ${submission}`.execute(house.database.db)
    return rows[0]?.number ?? 0
  }
  const { number } = await certified(house, hers)
  const request = await house.request(other)
  await house.prepare(request, await house.content(request))
  const mine = deskOf(house)
  await askChange(mine, { by, number, state: 'suspended', reason: 'looked-into' })
  await askCorrection(mine, {
    by,
    number: await entry(hers.submission),
    version: versionOf({ people: [{}] }),
  })
  await askCorrection(mine, {
    by,
    number: await entry(other.submission),
    version: versionOf({ people: [{}] }),
  })
  const role = { kind: 'role', member: leaver, role: 'reviewer', branch: 'centre' } as const
  await transaction(mine.db, (tx) => ask(tx, { by, act: role, at: systemClock() }))
  const asked = await waiting(house)
  equal(asked.length, 5)

  await house.database.db
    .updateTable('staff.member')
    .set({ state: 'left' })
    .where('id', '=', leaver)
    .execute()
  const crane = await house.database.db
    .selectFrom('staff.role')
    .selectAll()
    .where('member', '=', house.crane)
    .executeTakeFirstOrThrow()
  await house.database.db.deleteFrom('staff.role').where('member', '=', house.crane).execute()
  await withdraw(house.database, hers.submission)
  await sql`alter table staff.role disable trigger role_by_two`.execute(house.database.db)
  await house.database.db.insertInto('staff.role').values(crane).execute()
  await transaction(house.database.db, async (tx) => {
    await erasePayloads(tx, await entry(other.submission))
    await eraseCertificates(tx, other.submission)
  })
  await house.database.db
    .insertInto('certificates.closed')
    .values({ request, day: '2026-11-20' as Day, how: 'taken-back' })
    .execute()
  deepEqual(await waiting(house), [])
  const approver = { db: asMember(house.database.openAs('exeunt_desk'), house.crane), clock: systemClock }
  for (const { id } of asked) {
    const answering = { member: house.crane, passkey: passkeyOf('Crane'), branch: 'paris' }
    const given = { by: answering, request: id, verdict: 'approved', touch: null } as const
    const { outcome } = await answer({ ...approver, origin: 'https://desk.example' }, given, () => {
      throw new Error('nothing is done')
    })
    equal(outcome, 'nothing-left')
  }
})

async function waiting(house: CertificateHouse) {
  const db = asMember(house.database.openAs('exeunt_desk'), house.crane)
  const { open } = await requestsFor({ db, clock: systemClock }, { member: house.crane })
  ok(open.every(({ verdict }) => verdict === null))
  return open
}
