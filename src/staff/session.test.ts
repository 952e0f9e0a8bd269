import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#basics'
import { transaction } from '#db'
import { enrolMember } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { endSessions, readSession, signOut } from './index.ts'
import { startSession } from './session.ts'

const START = Date.parse('2026-11-21T04:00:00Z')
const MINUTE_MS = 60_000

test('a session lasts while its member works, a quarter of an hour without her, and eight hours at most', async () => {
  await using seat = await takeSeat()
  const token = await seat.signIn()
  seat.wait(14)
  assert.equal((await seat.read(token))?.name, 'Heron')
  seat.wait(14)
  assert.ok(await seat.read(token), 'reading kept it alive')
  seat.wait(15)
  assert.equal(await seat.read(token), null, 'idle')

  const other = await seat.signIn()
  for (let waited = 0; waited < 8 * 60 - 10; waited += 10) {
    seat.wait(10)
    assert.ok(await seat.read(other), `after ${waited + 10} minutes`)
  }
  seat.wait(10)
  assert.equal(await seat.read(other), null, 'eight hours')
})

test('a page that asks by itself keeps no session alive', async () => {
  await using seat = await takeSeat()
  const token = await seat.signIn()
  for (let waited = 0; waited < 14; waited += 1) {
    seat.wait(1)
    assert.ok(await readSession(seat.deps, token, { quiet: true }))
  }
  seat.wait(1)
  assert.equal(await readSession(seat.deps, token, { quiet: true }), null)
})

test('a touch is fresh for two minutes', async () => {
  await using seat = await takeSeat()
  const token = await seat.signIn()
  assert.equal((await seat.read(token))?.fresh, true)
  seat.wait(2)
  assert.equal((await seat.read(token))?.fresh, false)
})

test('signing out, leaving, and the end of all sessions each end a session at once', async () => {
  await using seat = await takeSeat()
  const first = await seat.signIn()
  await signOut(seat.deps, first)
  assert.equal(await seat.read(first), null)

  const [one, two] = [await seat.signIn(), await seat.signIn()]
  await endSessions(seat.deps, seat.member)
  assert.deepEqual([await seat.read(one), await seat.read(two)], [null, null])

  const last = await seat.signIn()
  await seat.deps.db.updateTable('staff.member').set({ state: 'left' }).execute()
  assert.equal(await seat.read(last), null)
})

test('only the hash of a token is kept', async () => {
  await using seat = await takeSeat()
  const token = await seat.signIn()
  const rows = await seat.deps.db.selectFrom('staff.session').select('token_hash').execute()
  assert.equal(rows.length, 1)
  assert.notEqual(Buffer.from(rows[0]?.token_hash ?? []).toString('base64url'), token)
})

/** An installation with one member, who signs in without a ceremony, and a clock that can be set forward. */
async function takeSeat() {
  const database = await freshDatabase()
  await database.db.insertInto('installation.identity').values({ kind: 'real' }).execute()
  const member = await enrolMember(database.db, 'Heron', { credential: 'passkey' })
  let nowMs = START
  const deps = { db: database.openAs('exeunt_desk'), clock: () => new Date(nowMs), random: systemRandom }
  return {
    deps,
    member,
    wait: (minutes: number) => (nowMs += minutes * MINUTE_MS),
    read: (token: string) => readSession(deps, token),
    async signIn({ credential = 'passkey' }: { credential?: string } = {}) {
      const token = await transaction(deps.db, (tx) =>
        startSession(tx, deps, { member, credential, replaced: null }),
      )
      return token.reveal()
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
