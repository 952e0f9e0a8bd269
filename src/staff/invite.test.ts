import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#basics'
import { enrolMember } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { enrolOptions, inviteFirstMember, signInOptions } from './index.ts'
import { issueChallenge, signInChallenge, spendChallenge } from './challenge.ts'

const NOON = new Date('2026-11-21T04:00:00Z')
const ORIGIN = 'https://desk.example.org'

test('each start of an empty house replaces the invitation of the one before', async () => {
  await using house = await emptyHouse()
  const first = await house.inviteFirst()
  const second = await house.inviteFirst()
  assert.equal((await house.ask(first)).outcome, 'invitation-unknown')
  assert.equal((await house.ask(second)).outcome, 'options')
})

test('an invitation is good for a day', async () => {
  await using house = await emptyHouse()
  const token = await house.inviteFirst()
  house.at(new Date(NOON.getTime() + 24 * 60 * 60_000 - 1))
  assert.equal((await house.ask(token)).outcome, 'options')
  house.at(new Date(NOON.getTime() + 24 * 60 * 60_000))
  assert.equal((await house.ask(token)).outcome, 'invitation-unknown')
})

test('a house with members invites from its desk alone', async () => {
  await using house = await emptyHouse()
  await enrolMember(house.db, 'Heron', { roles: ['administrator'] })
  assert.deepEqual(await inviteFirstMember(house.needs), { outcome: 'has-members' })
})

test('the first member is asked for a passkey that is hers alone, found without a name and unlocked by her', async () => {
  await using house = await emptyHouse()
  const asked = await house.ask(await house.inviteFirst())
  assert.equal(asked.outcome, 'options')
  if (asked.outcome !== 'options') return
  assert.equal(asked.first, true)
  assert.equal(asked.options.rp.id, 'desk.example.org')
  assert.equal(asked.options.attestation, 'none')
  assert.equal(asked.options.authenticatorSelection?.residentKey, 'required')
  assert.equal(asked.options.authenticatorSelection?.userVerification, 'required')
})

test('a challenge is spent once, for its own purpose, within five minutes', async () => {
  await using house = await emptyHouse()
  const spend = (challenge: string, purpose: 'enrol' | 'sign-in', now = NOON) =>
    spendChallenge(house.needs.db, { challenge, purpose, now })
  const challenge = signInChallenge(await issueChallenge(house.needs, 'sign-in'))
  assert.equal(await spend(challenge, 'enrol'), false)
  assert.equal(await spend(challenge, 'sign-in'), true)
  assert.equal(await spend(challenge, 'sign-in'), false)
  const late = signInChallenge((await signInOptions({ ...house.needs, origin: ORIGIN })).challenge)
  assert.equal(await spend(late, 'sign-in', new Date(NOON.getTime() + 5 * 60_000)), false)
})

async function emptyHouse() {
  const database = await freshDatabase()
  let now = NOON
  const needs = { db: database.openAs('exeunt_desk'), clock: () => now, random: systemRandom }
  return {
    db: database.db,
    needs,
    at: (moment: Date) => (now = moment),
    async inviteFirst() {
      const invited = await inviteFirstMember(needs)
      return invited.outcome === 'invited' ? invited.token.reveal() : ''
    },
    ask: (token: string) =>
      enrolOptions({ ...needs, origin: ORIGIN, timeZone: 'Asia/Shanghai' }, { token, name: 'Heron' }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
