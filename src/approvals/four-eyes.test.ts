import { deepEqual, equal, fail, match, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#basics'
import { asMember } from '#db'
import { approved } from '../../test/approved.ts'
import { addOldWish } from '../../test/days.ts'
import { addPasskey, enrolMember, openBranchRow, passkeyOf, UNSEEN } from '../../test/members.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { type Act, challengeOf, writeAct } from './act.ts'
import { answer, checkAnswers } from './index.ts'

const SUBMISSION = 'b1a5c3c0-0000-4000-8000-000000000001'
const WITHDRAWAL = {
  kind: 'withdrawal',
  submission: SUBMISSION,
  channel: 'web',
  received: '2026-11-20',
} as Act

test('who asked does not answer, whatever the desk says', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Crane', WITHDRAWAL)
  await rejects(installation.answer('Crane', request), /who asks/)
  await addPasskey(installation.db, installation.id('Crane'), 'her second')
  await rejects(installation.answer('Crane', request, { credential: 'her second' }), /who asks/)
  await installation.answer('Egret', request)
})

test('the passkey that asked does not answer, whoever is said to have touched it', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(installation.answer('Crane', request, { credential: passkeyOf('Heron') }), /somebody else/)
})

test('one passkey is nobody’s but its member’s, and an answer without one is none', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(installation.answer('Crane', request, { credential: passkeyOf('Egret') }), /somebody else/)
  await rejects(installation.answer('Crane', request, { credential: '' }), /somebody else/)
})

test('an assertion over another act, or over another verdict, is no answer', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  const other = await installation.ask('Heron', { ...WITHDRAWAL, submission: randomUUID() } as Act)
  await rejects(installation.answer('Crane', request, { signedFor: other.text }), /something else/)
  await rejects(installation.answer('Crane', request, { signedAs: 'refused' }), /something else/)
})

test('an answer is given once, and its signature serves once', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  const signature = randomBytes(32)
  await installation.answer('Crane', request, { signature })
  await rejects(installation.answer('Egret', request), /answer_pkey/)
  const next = await installation.ask('Heron', { ...WITHDRAWAL, submission: randomUUID() } as Act)
  await rejects(installation.answer('Crane', next, { signature }), /answer_signature_key/)
})

test('who did not hear that her answer was taken is told so when she gives it again; another answer, or another’s, is too late', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  await installation.answer('Crane', request)
  const given = async (name: string, verdict: 'approved' | 'refused') => {
    const db = asMember(installation.openAs('exeunt_desk'), installation.id(name))
    const roles = [{ role: 'approver', branch: 'centre' }] as const
    const by = { member: installation.id(name), passkey: passkeyOf(name), roles, branch: 'centre' }
    const deps = { db, clock: systemClock, origin: 'https://desk.centre.example' }
    const { outcome } = await answer(deps, { by, request: request.id, verdict, touch: UNSEEN }, () =>
      fail('nothing is done twice'),
    )
    return outcome
  }
  for (let times = 0; times < 2; times += 1) equal(await given('Crane', 'approved'), 'answered')
  equal(await given('Crane', 'refused'), 'answered-already')
  equal(await given('Egret', 'approved'), 'answered-already')
})

test('who is no approver at that branch, and who has left, does not answer', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(installation.answer('Reed', request), /no approver|row-level security/)
  await installation.db
    .updateTable('staff.member')
    .set({ state: 'left' })
    .where('name', '=', 'Crane')
    .execute()
  await rejects(installation.answer('Crane', request), /no approver/)
})

test('where another branch has an approver, a withdrawal is looked at there', async () => {
  await using installation = await openInstallation()
  await openBranchRow(installation.db, 'paris')
  await enrolMember(installation.db, 'Moineau', { roles: ['approver'], branch: 'paris' })
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(installation.answer('Crane', request), /another branch/)
  await installation.answer('Moineau', request, { branch: 'paris' })
})

test('a request runs out after thirty days', async () => {
  await using installation = await openInstallation()
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(
    installation.answer('Crane', request, { at: new Date(Date.now() + 31 * 86_400_000) }),
    /run out/,
  )
})

test('a request is never changed, and says nothing that its digest does not stand for', async () => {
  await using installation = await openInstallation()
  const act = { kind: 'correction', entry: 1, digest: '0'.repeat(64) } as const
  await rejects(installation.ask('Heron', act, '{}'), /check constraint/)
  const { id } = await installation.ask('Heron', WITHDRAWAL)
  await rejects(
    sql`update approvals.request set act = replace(act, 'web', 'import') where id = ${id}`.execute(
      installation.db,
    ),
    /append-only/,
  )
  await rejects(sql`delete from approvals.request`.execute(installation.db), /append-only/)
})

test('nobody is taken out of the register, or changed there, without two', async () => {
  await using installation = await openInstallation()
  const desk = asMember(installation.openAs('exeunt_desk'), installation.id('Heron'))
  const row = { channel: 'web', received: '2026-11-20', version: 'null' }
  const accept = (differing: object) =>
    desk
      .insertInto('review.acceptance')
      .values({ kind: 'withdrawal', submission: SUBMISSION, ...row, ...differing })
      .execute()
  await addOldWish(installation.db, SUBMISSION)
  await rejects(accept({}), /not approved by two/)
  const request = await installation.ask('Heron', WITHDRAWAL)
  await rejects(accept({ request: request.id }), /not approved by two/, 'asked is not agreed')
  await installation.answer('Crane', request, { verdict: 'refused' })
  await rejects(accept({ request: request.id }), /not approved by two/, 'refused is not agreed')

  const agreed = await approved(installation, WITHDRAWAL)
  await rejects(
    accept({ request: agreed, submission: randomUUID() }),
    /not approved by two/,
    'not for another',
  )
  await accept({ request: agreed })
  await installation.db.deleteFrom('review.acceptance').execute()
  await rejects(accept({ request: agreed }), /done_pkey/, 'and not twice')

  const correction = { kind: 'correction', submission: null, refers_to: 1, version: '{"words":null}' }
  await rejects(accept(correction), /not approved by two/)
})

test('a role is given by two, and nobody agrees to her own', async () => {
  await using installation = await openInstallation()
  const desk = asMember(installation.openAs('exeunt_desk'), installation.id('Heron'))
  const role = { member: installation.id('Reed'), role: 'approver', branch: 'centre' } as const
  await rejects(desk.insertInto('staff.role').values(role).execute(), /not approved by two/)
  const self = { kind: 'role', ...role, member: installation.id('Crane') } as const
  await rejects(installation.answer('Crane', await installation.ask('Heron', self)), /of her own/)
  const request = await approved(installation, { kind: 'role', ...role })
  await rejects(
    desk
      .insertInto('staff.role')
      .values({ ...role, role: 'administrator', request })
      .execute(),
    /not approved by two/,
  )
  await desk
    .insertInto('staff.role')
    .values({ ...role, request })
    .execute()
})

test('an answer whose signature does not verify is found, and its request is named', async () => {
  await using installation = await openInstallation()
  equal(await checkAnswers(installation.db, { origin: 'https://desk.example.org' }), null)
  const request = await installation.ask('Heron', WITHDRAWAL)
  await installation.answer('Crane', request)
  equal(await checkAnswers(installation.db, { origin: 'https://desk.example.org' }), request.id)
})

test('what waits for two is seen by who asked and by who may answer', async () => {
  await using installation = await openInstallation()
  await installation.ask('Heron', WITHDRAWAL)
  const seen = async (name: string) => {
    const db = asMember(installation.openAs('exeunt_desk'), installation.id(name))
    return (await db.selectFrom('approvals.request').select('id').execute()).length
  }
  deepEqual([await seen('Heron'), await seen('Crane'), await seen('Reed')], [1, 1, 0])
  match(challengeOf('approved', 'SAMPLE'), /^[\w-]{43}$/)
})

interface Answer {
  readonly credential?: string
  readonly verdict?: 'approved' | 'refused'
  readonly signedFor?: string
  readonly signedAs?: 'approved' | 'refused'
  readonly signature?: Uint8Array
  readonly branch?: string
  readonly at?: Date
}

/** Heron reviews and heads the branch, Crane and Egret approve, Crane reviews too, Reed does neither. Rows are written as the desk's role could, past its program. */
async function openInstallation() {
  const installation = await freshDatabase('real')
  const ids = new Map<string, string>()
  const people = {
    Heron: ['reviewer', 'head'],
    Crane: ['approver', 'reviewer'],
    Egret: ['approver'],
    Reed: ['operator'],
  } as const
  for (const [name, roles] of Object.entries(people))
    ids.set(name, await enrolMember(installation.db, name, { roles }))
  const id = (name: string) => ids.get(name) ?? ''
  const as = async (name: string) => {
    const row = await installation.db
      .selectFrom('staff.member')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    ids.set(name, row.id)
    return asMember(installation.openAs('exeunt_desk'), row.id)
  }
  return Object.assign(installation, {
    id,
    async ask(name: string, act: Act, payload: string | null = null) {
      const request = randomUUID()
      const text = writeAct(request, act)
      await (
        await as(name)
      )
        .insertInto('approvals.request')
        .values({
          id: request,
          kind: act.kind,
          act: text,
          payload,
          requester: id(name),
          branch: 'centre',
          credential: passkeyOf(name),
          requested_at: new Date(),
        })
        .execute()
      return { id: request, text }
    },
    async answer(name: string, request: { id: string; text: string }, differing: Answer = {}) {
      const { verdict = 'approved', credential = passkeyOf(name), branch = 'centre' } = differing
      const { signature = randomBytes(32), at = new Date() } = differing
      const challenge = challengeOf(differing.signedAs ?? verdict, differing.signedFor ?? request.text)
      const db = await as(name)
      const touch = {
        client_data: Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge })),
        authenticator_data: Buffer.alloc(37),
        signature: Buffer.from(signature),
      }
      const row = { request: request.id, verdict, approver: id(name), branch, credential, at }
      const copied = { kind: '', requester: id(name), requester_branch: 'centre', requester_credential: '' }
      const given = { ...row, ...touch, ...copied }
      await db.insertInto('approvals.answer').values(given).execute()
    },
  })
}
