import { deepEqual, equal, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { dayAt, systemClock } from '#basics'
import { addOldWish } from '../../test/days.ts'
import { withoutTriggers } from '../../test/installation/full-ledger.ts'
import { openInstallationOfCases } from '../../test/installation/with-cases.ts'
import { passkeyOf } from '../../test/members.ts'
import { lookAgainAtRunOut } from './index.ts'
import { setKind } from '../../test/template-db.ts'

const PEOPLE = { heron: {}, crane: { roles: ['approver'] } } as const
type Installation = Awaited<ReturnType<typeof openInstallationOfCases>>

test('a case whose request ran out waits since the day that it is at the centre', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  const { submission } = await askedFor(installation, new Date('2026-10-01T00:00:00Z'))
  const evening = () => new Date('2026-11-20T17:00:00Z')
  equal(await lookAgainAtRunOut({ db: installation.openAs('exeunt_work'), clock: evening }), 1)
  deepEqual(await waiting(installation), [{ submission, since: '2026-11-21' }])
})

test('a case that a colleague refused waits since the day that it is at the centre', async () => {
  await using installation = await openInstallationOfCases({ people: PEOPLE })
  await setKind(installation.db, 'real')
  // Their days are never the same, so one of them is another than that of the server.
  for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
    await installation.db.updateTable('installation.zone').set({ zone }).execute()
    const { submission, request } = await askedFor(installation, systemClock())
    const refused = sql`
      insert into approvals.answer (request, verdict, kind, requester, requester_branch, requester_credential,
        approver, branch, credential, client_data, authenticator_data, signature, at)
      values (${request}, 'refused', 'withdrawal', ${installation.id('heron')}, 'centre', ${passkeyOf('heron')},
        ${installation.id('crane')}, 'centre', ${passkeyOf('crane')}, '', '', uuid_send(${request}::uuid), now())`
    await withoutTriggers(installation, refused)
    const before = dayAt(systemClock(), zone)
    await sql`select review.look_again(${request})`.execute(installation.desk)
    const after = dayAt(systemClock(), zone)
    const found = (await waiting(installation)).find((one) => one.submission === submission)
    ok(found?.since === before || found?.since === after, `${zone}: ${found?.since} and not ${after}`)
  }
})

/** A wish to withdraw that two are to agree to, so that the case waits for nobody else. */
async function askedFor(
  installation: Installation,
  at: Date,
): Promise<{ submission: string; request: string }> {
  const [submission = ''] = await installation.arrive()
  await addOldWish(installation.db, submission)
  await installation.db.deleteFrom('intake.pending').where('submission', '=', submission).execute()
  const request = randomUUID()
  const act = { id: request, kind: 'withdrawal', submission, channel: 'web', received: '2026-11-20' }
  await installation.db
    .insertInto('approvals.request')
    .values({
      id: request,
      kind: 'withdrawal',
      act: JSON.stringify(act),
      requester: installation.id('heron'),
      branch: 'centre',
      credential: passkeyOf('heron'),
      requested_at: at,
    })
    .execute()
  return { submission, request }
}

async function waiting(installation: Installation) {
  return await installation.db.selectFrom('intake.pending').select(['submission', 'since']).execute()
}
