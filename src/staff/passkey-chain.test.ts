// Whoever has the desk's database role and nothing else tries to be somebody with a passkey of her own making.
import { deepEqual, equal, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { checkAnswers } from '#approvals'
import { asMember, type Database } from '#db'
import { challengeOf, writeAct } from '../approvals/act.ts'
import { withoutTriggers } from '../../test/installation/full-ledger.ts'
import { addPasskey, enrolMember, passkeyOf, recipientOf } from '../../test/members.ts'
import { DESK_ORIGIN, publicKeyOf, signWith } from '../../test/software-passkey.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { vouchChallenge } from './check-passkeys.ts'
import { checkPasskeys, isMembersPasskey, keyDigest, retirePasskey, writeVouch } from './index.ts'

const origin = DESK_ORIGIN

test('a passkey that somebody puts in a colleague’s name is refused, whoever she says she is', async () => {
  await using installation = await openInstallation()
  await rejects(installation.putPasskey(installation.crane, 'forged'), /nobody vouches/)
  await rejects(
    installation.vouch({ credential: 'forged', member: installation.crane, voucher: null }),
    /nobody vouches/,
  )
  await rejects(
    installation.vouch({ credential: 'forged', member: installation.crane, voucher: passkeyOf('Heron') }),
    /for who waits, and for nobody else/,
  )
  await rejects(
    installation.vouch({ credential: 'forged', member: installation.crane, voucher: 'forged' }),
    /no such passkey/,
  )
  await rejects(
    installation.vouch({
      credential: 'forged',
      member: installation.crane,
      voucher: passkeyOf('Crane'),
      over: 'another',
    }),
    /over something else/,
  )
  await rejects(
    sql`insert into staff.vouch (credential, member, statement, recovered) values ('forged', ${installation.crane}, '{}', true)`.execute(
      installation.desk,
    ),
    /permission denied/,
    'nor can the desk say that the recovery key brought it back',
  )
  for (const who of [installation.heron, '00000000-0000-0000-0000-000000000000'])
    await rejects(
      sql`insert into audit.act (at, who, what, record) values (now(), ${who}, 'passkey-founded', 'x')`.execute(
        asMember(installation.desk, who),
      ),
      /row-level security/,
      'nor that a chain begins',
    )
  await rejects(
    sql`update staff.credential set public_key = ${publicKeyOf('forged')}`.execute(installation.desk),
    /permission denied/,
  )
  equal(await checkPasskeys(installation.db, { origin }), null)
})

test('a passkey that is put in with a signature of anything is found, and what it agreed to is not signed upon', async () => {
  await using installation = await openInstallation()
  await installation.vouch({
    credential: 'forged',
    member: installation.crane,
    voucher: passkeyOf('Crane'),
    signature: randomBytes(70),
  })
  await installation.putPasskey(installation.crane, 'forged')
  const request = await installation.agree('forged')
  await sql`update staff.credential set retired = true where id = 'forged'`.execute(installation.desk)
  equal(await isMembersPasskey(installation.db, passkeyOf('Crane'), { origin }), true)
  equal(await isMembersPasskey(installation.openAs('exeunt_issue'), 'forged', { origin }), false)
  deepEqual(
    [await checkPasskeys(installation.db, { origin }), await checkAnswers(installation.db, { origin })],
    ['forged', request],
    'although the answer itself is signed, and the passkey given up again',
  )
})

test('the same chain with a passkey that hers has signed for holds, also after both were given up', async () => {
  await using installation = await openInstallation()
  await addPasskey(installation.db, installation.crane, 'second')
  await addPasskey(installation.db, installation.crane, 'third')
  const request = await installation.agree('third')
  const deps = { db: asMember(installation.desk, installation.crane), clock: () => new Date() }
  for (const credential of [passkeyOf('Crane'), 'third'])
    equal((await retirePasskey(deps, { member: installation.crane, credential })).outcome, 'retired')
  deepEqual(
    [await checkPasskeys(installation.db, { origin }), await checkAnswers(installation.db, { origin })],
    [null, null],
  )
  equal(request.length, 36)
  await rejects(
    installation.vouch({ credential: 'fourth', member: installation.crane, voucher: 'third' }),
    /one that was given up/,
    'what was given up signs for no other',
  )
})

test('whoever is made to wait and admitted anew by rows alone has a passkey that nobody signed for', async () => {
  await using installation = await openInstallation()
  const desk = asMember(installation.desk, installation.heron)
  await sql`update staff.member set state = 'waiting', invited_by = ${installation.egret} where id = ${installation.crane}`.execute(
    desk,
  )
  await installation.putPasskey(installation.crane, 'forged')
  const admitted = () =>
    sql`update staff.member set state = 'admitted', admitted_by = ${installation.heron} where id = ${installation.crane}`.execute(
      desk,
    )
  await rejects(admitted(), /has not signed for this passkey/)
  await installation.vouch({ credential: 'forged', member: installation.crane, voucher: passkeyOf('Egret') })
  await rejects(admitted(), /has not signed for this passkey/, 'it is who admits that signs')
  const request = installation.agree('forged')
  await rejects(request, /no approver/)
  equal(await checkPasskeys(installation.db, { origin }), 'forged', 'and Egret’s signature is not hers')
})

test('a founding that is written anew is found, for the acts say whose passkey came first', async () => {
  await using installation = await openInstallation()
  await withoutTriggers(
    installation,
    sql`update staff.vouch set statement = replace(statement, 'T', 't') where voucher is null`,
  )
  equal(await isMembersPasskey(installation.db, passkeyOf('Heron'), { origin }), false)
  equal(
    await isMembersPasskey(installation.db, passkeyOf('Crane'), { origin }),
    false,
    'nor is any that follows',
  )
})

/** Heron opened the installation; Crane and Egret approve. `desk` is the desk's role, past its program. */
async function openInstallation() {
  const installation = await freshDatabase('real')
  const heron = await enrolMember(installation.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  const crane = await enrolMember(installation.db, 'Crane', { roles: ['approver'] })
  const egret = await enrolMember(installation.db, 'Egret', { roles: ['approver'] })
  const desk = installation.openAs('exeunt_desk')
  return Object.assign(installation, {
    desk,
    heron,
    crane,
    egret,
    putPasskey: (member: string, credential: string) => put(desk, member, credential),
    async vouch(given: {
      credential: string
      member: string
      voucher: string | null
      over?: string
      signature?: Buffer
    }): Promise<void> {
      const { credential, member, voucher } = given
      const at = new Date().toISOString()
      const key = keyDigest(publicKeyOf(credential))
      const statement = writeVouch({ at, credential, key, member, recipient: recipientOf(2) })
      // With a key of the attacker's own: the colleague's she does not have.
      const signed =
        voucher === null ? null : signWith('the attacker’s', vouchChallenge(given.over ?? statement))
      await desk
        .insertInto('staff.vouch')
        .values({
          credential,
          member,
          statement,
          voucher,
          client_data: signed?.clientData ?? null,
          authenticator_data: signed?.authenticatorData ?? null,
          signature: given.signature ?? signed?.signature ?? null,
        })
        .execute()
    },
    /** Crane agrees, as whoever has this passkey signs for her. */
    async agree(passkey: string): Promise<string> {
      const id = randomUUID()
      const act = {
        kind: 'withdrawal',
        submission: randomUUID(),
        channel: 'web',
        received: '2026-11-20',
      } as const
      const text = writeAct(id, act as never)
      await asMember(desk, heron)
        .insertInto('approvals.request')
        .values({
          id,
          kind: act.kind,
          act: text,
          requester: heron,
          branch: 'centre',
          credential: passkeyOf('Heron'),
          requested_at: new Date(),
        })
        .execute()
      const { clientData, authenticatorData, signature } = signWith(passkey, challengeOf('approved', text))
      await asMember(desk, crane)
        .insertInto('approvals.answer')
        .values({
          request: id,
          verdict: 'approved',
          approver: crane,
          branch: 'centre',
          credential: passkey,
          client_data: clientData,
          authenticator_data: authenticatorData,
          signature,
          at: new Date(),
          kind: '',
          requester: heron,
          requester_branch: 'centre',
          requester_credential: '',
        })
        .execute()
      return id
    },
  })
}

async function put(desk: Database, member: string, id: string): Promise<void> {
  await desk
    .insertInto('staff.credential')
    .values({
      id,
      member,
      public_key: publicKeyOf(id),
      counter: 0,
      transports: [],
      backed_up: false,
      wrapped_identity: Buffer.alloc(1),
    })
    .execute()
}
