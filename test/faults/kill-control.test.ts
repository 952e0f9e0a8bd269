import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { gather } from './crowd.ts'
import { judge } from './judge.ts'
import { strike, workFor } from './strike.ts'
import { openWholeInstallation, type WholeInstallation } from '../installation/whole.ts'

const PEOPLE = 24
const KILLS_MOST = 8

test('a PostgreSQL that acknowledges before it has written loses people, and the suite notices', async (t) => {
  await using installation = await openWholeInstallation()
  await breakPromise(installation)
  const crowd = gather(installation.origin, { people: PEOPLE, tag: 'Unlucky' })
  let lost = 0
  for (let kills = 0; lost === 0 && kills < KILLS_MOST; kills += 1) {
    await workFor(crowd, 500)
    await strike(installation, crowd, 'postgres')
    await breakPromise(installation)
    lost = (await judge(installation, { tag: 'Unlucky', acknowledged: [...crowd.acknowledged] })).lost
  }
  await crowd.finish()
  t.diagnostic(`${lost} of ${crowd.acknowledged.length} acknowledged were lost`)
  assert.ok(lost > 0, 'with synchronous_commit = off the suite must report a loss')
})

/** Behind the gate's back: a role's own setting beats the server's, and holds from the next connection on. */
async function breakPromise(installation: WholeInstallation): Promise<void> {
  await using owner = installation.openAsOwner()
  await sql`alter role exeunt_site set synchronous_commit = off`.execute(owner)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'exeunt_site'`.execute(
    owner,
  )
}
