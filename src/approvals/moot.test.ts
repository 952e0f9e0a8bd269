import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day, systemClock } from '#basics'
import { eraseCertificates } from '#certificates'
import { asMember, transaction } from '#db'
import { askCorrection } from '#review'
import { openCertificates, type TestCertificates } from '../../test/installation/with-certificates.ts'
import { enrolMember, passkeyOf, UNSEEN } from '../../test/members.ts'
import { addOldWish, takeWishBack } from '../../test/days.ts'
import { versionOf, withdraw } from '../../test/people.ts'
import { certified, deskOf } from '../../test/withdrawals.ts'
import { askChange } from '../certificates/index.ts'
import { answer, ask, erasePayloads, requestsFor, RULES } from './index.ts'

test('what has ended meanwhile waits for nobody, and whoever answers is told so', async () => {
  await using installation = await openCertificates()
  const by = { member: installation.heron, passkey: passkeyOf('Heron'), branch: 'centre' }
  const leaver = await enrolMember(installation.database.db, 'Stork', { roles: ['operator'] })
  const hers = await installation.person()
  const other = await installation.person()
  const entry = async (submission: string) => {
    const { rows } = await sql<{ number: number }>`
      select number from register.provenance where submission = ${submission}`.execute(
      installation.database.db,
    )
    return rows[0]?.number ?? 0
  }
  const { number } = await certified(installation, hers)
  const request = await installation.request(other)
  await installation.prepare(request, await installation.content(request))
  const mine = deskOf(installation)
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
  const head = await enrolMember(installation.database.db, 'Rail', { roles: ['head'] })
  const heads = asMember(installation.database.openAs('exeunt_desk'), head)
  const from = { ...by, member: head, passkey: passkeyOf('Rail') }
  await transaction(heads, (tx) => ask(tx, { by: from, act: role, at: systemClock() }))
  const { submission } = await installation.person()
  await addOldWish(installation.database.db, submission)
  const wish = { kind: 'withdrawal', submission, channel: 'web', received: '2026-11-20' as Day } as const
  await transaction(mine.db, (tx) => ask(tx, { by, act: wish, at: systemClock() }))
  const asked = await waiting(installation)
  equal(asked.length, Object.values(RULES).flatMap(({ moot }) => moot).length, 'one for each way to end')

  await takeWishBack(installation.database.db, submission)

  await installation.database.db
    .updateTable('staff.member')
    .set({ state: 'left' })
    .where('id', '=', leaver)
    .execute()
  const crane = await installation.database.db
    .selectFrom('staff.role')
    .selectAll()
    .where('member', '=', installation.crane)
    .executeTakeFirstOrThrow()
  await installation.database.db.deleteFrom('staff.role').where('member', '=', installation.crane).execute()
  await withdraw(installation.database, hers.submission)
  await sql`alter table staff.role disable trigger role_by_two`.execute(installation.database.db)
  await installation.database.db.insertInto('staff.role').values(crane).execute()
  await transaction(installation.database.db, async (tx) => {
    await erasePayloads(tx, await entry(other.submission))
    await eraseCertificates(tx, other.submission)
  })
  await installation.database.db
    .insertInto('certificates.closed')
    .values({ request, day: '2026-11-20' as Day, how: 'taken-back' })
    .execute()
  deepEqual(await waiting(installation), [])
  const approver = {
    db: asMember(installation.database.openAs('exeunt_desk'), installation.crane),
    clock: systemClock,
  }
  for (const { id } of asked) {
    const roles = [{ role: 'approver', branch: 'paris' }] as const
    const answering = { member: installation.crane, passkey: passkeyOf('Crane'), roles, branch: 'paris' }
    const given = { by: answering, request: id, verdict: 'approved', touch: UNSEEN } as const
    const { outcome } = await answer({ ...approver, origin: 'https://desk.example' }, given, () => {
      throw new Error('nothing is done')
    })
    equal(outcome, 'nothing-left')
  }
})

async function waiting(installation: TestCertificates) {
  const db = asMember(installation.database.openAs('exeunt_desk'), installation.crane)
  const { open } = await requestsFor({ db, clock: systemClock }, { member: installation.crane })
  ok(open.every(({ verdict }) => verdict === null))
  return open
}
