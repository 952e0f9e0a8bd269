import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#basics'
import { enrolMember } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { enrolOptions, inviteFirstMember, signInOptions } from './index.ts'
import { issueChallenge, signInChallenge, spendChallenge } from './challenge.ts'

const NOON = new Date('2026-11-21T04:00:00Z')
const ORIGIN = 'https://desk.example.org'

test('each start of an empty installation replaces the invitation of the one before', async () => {
  await using installation = await emptyInstallation()
  const first = await installation.inviteFirst()
  const second = await installation.inviteFirst()
  assert.equal((await installation.ask(first)).outcome, 'invitation-unknown')
  assert.equal((await installation.ask(second)).outcome, 'options')
})

test('an invitation is good for a day', async () => {
  await using installation = await emptyInstallation()
  const token = await installation.inviteFirst()
  installation.at(new Date(NOON.getTime() + 24 * 60 * 60_000 - 1))
  assert.equal((await installation.ask(token)).outcome, 'options')
  installation.at(new Date(NOON.getTime() + 24 * 60 * 60_000))
  assert.equal((await installation.ask(token)).outcome, 'invitation-unknown')
})

test('an installation with members invites from its desk alone', async () => {
  await using installation = await emptyInstallation()
  await enrolMember(installation.db, 'Heron', { roles: ['administrator'] })
  assert.deepEqual(await inviteFirstMember(installation.deps), { outcome: 'has-members' })
})

test('the first member is asked for a passkey that is hers alone, found without a name and unlocked by her', async () => {
  await using installation = await emptyInstallation()
  const asked = await installation.ask(await installation.inviteFirst())
  assert.equal(asked.outcome, 'options')
  if (asked.outcome !== 'options') return
  assert.equal(asked.first, true)
  assert.equal(asked.options.rp.id, 'desk.example.org')
  assert.equal(asked.options.attestation, 'none')
  assert.equal(asked.options.authenticatorSelection?.residentKey, 'required')
  assert.equal(asked.options.authenticatorSelection?.userVerification, 'required')
})

test('a challenge is spent once, for its own purpose, within five minutes', async () => {
  await using installation = await emptyInstallation()
  const spend = (challenge: string, purpose: 'enrol' | 'sign-in', now = NOON) =>
    spendChallenge(installation.deps.db, { challenge, purpose, now })
  const challenge = signInChallenge(await issueChallenge(installation.deps, 'sign-in'))
  assert.equal(await spend(challenge, 'enrol'), false)
  assert.equal(await spend(challenge, 'sign-in'), true)
  assert.equal(await spend(challenge, 'sign-in'), false)
  const late = signInChallenge((await signInOptions({ ...installation.deps, origin: ORIGIN })).challenge)
  assert.equal(await spend(late, 'sign-in', new Date(NOON.getTime() + 5 * 60_000)), false)
})

async function emptyInstallation() {
  const database = await freshDatabase()
  let now = NOON
  const deps = { db: database.openAs('exeunt_desk'), clock: () => now, random: systemRandom }
  return {
    db: database.db,
    deps,
    at: (moment: Date) => (now = moment),
    async inviteFirst() {
      const invited = await inviteFirstMember(deps)
      return invited.outcome === 'invited' ? invited.token.reveal() : ''
    },
    ask: (token: string) =>
      enrolOptions({ ...deps, origin: ORIGIN, timeZone: 'Asia/Shanghai' }, { token, name: 'Heron' }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
