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
  await using workplace = await openWorkplace()
  const token = await workplace.signIn()
  workplace.wait(14)
  assert.equal((await workplace.read(token))?.name, 'Heron')
  workplace.wait(14)
  assert.ok(await workplace.read(token), 'reading kept it alive')
  workplace.wait(15)
  assert.equal(await workplace.read(token), null, 'idle')

  const other = await workplace.signIn()
  for (let waited = 0; waited < 8 * 60 - 10; waited += 10) {
    workplace.wait(10)
    assert.ok(await workplace.read(other), `after ${waited + 10} minutes`)
  }
  workplace.wait(10)
  assert.equal(await workplace.read(other), null, 'eight hours')
})

test('a page that asks by itself keeps no session alive', async () => {
  await using workplace = await openWorkplace()
  const token = await workplace.signIn()
  for (let waited = 0; waited < 14; waited += 1) {
    workplace.wait(1)
    assert.ok(await readSession(workplace.deps, token, { quiet: true }))
  }
  workplace.wait(1)
  assert.equal(await readSession(workplace.deps, token, { quiet: true }), null)
})

test('a touch is fresh for two minutes', async () => {
  await using workplace = await openWorkplace()
  const token = await workplace.signIn()
  assert.equal((await workplace.read(token))?.fresh, true)
  workplace.wait(2)
  assert.equal((await workplace.read(token))?.fresh, false)
})

test('signing out, leaving, and the end of all sessions each end a session at once', async () => {
  await using workplace = await openWorkplace()
  const first = await workplace.signIn()
  await signOut(workplace.deps, first)
  assert.equal(await workplace.read(first), null)

  const [one, two] = [await workplace.signIn(), await workplace.signIn()]
  await endSessions(workplace.deps, workplace.member)
  assert.deepEqual([await workplace.read(one), await workplace.read(two)], [null, null])

  const last = await workplace.signIn()
  await workplace.deps.db.updateTable('staff.member').set({ state: 'left' }).execute()
  assert.equal(await workplace.read(last), null)
})

test('only the hash of a token is kept', async () => {
  await using workplace = await openWorkplace()
  const token = await workplace.signIn()
  const rows = await workplace.deps.db.selectFrom('staff.session').select('token_hash').execute()
  assert.equal(rows.length, 1)
  assert.notEqual(Buffer.from(rows[0]?.token_hash ?? []).toString('base64url'), token)
})

/** An installation with one member, who signs in without a ceremony, and a clock that can be set forward. */
async function openWorkplace() {
  const database = await freshDatabase('real')
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
