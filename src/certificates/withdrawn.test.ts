import { deepEqual, equal, match, notEqual, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day, dayPlus, systemClock } from '#basics'
import { openCertificates } from '../../test/installation/with-certificates.ts'
import { passkeyOf } from '../../test/members.ts'
import { correct } from '../../test/people.ts'
import {
  agreeTo,
  agreeToWithdraw,
  certified,
  deskOf,
  newest,
  saidEverywhere,
  siteOf,
  today,
  toRevoke,
  VALID,
  withdrawnOn,
} from '../../test/withdrawals.ts'
import {
  addPaper,
  applicantByCode,
  askChange,
  certificatesAtDesk,
  certificatesWaiting,
  requestReference,
  say,
} from './index.ts'
import { checkLists } from './issuing/check-lists.ts'
import { issue } from './issuing/issue.ts'
import { emptyOld } from './issuing/issue-store.ts'
import { publishLists } from './issuing/lists.ts'
import { pinnedIssuers } from './issuing/pinned.ts'
import { enterAccepted } from '../../test/installation/worker.ts'

test('a declaration is withdrawn: from the touch that agreed to it on, no check calls its certificate valid', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const made = await certified(installation, hers)
  const other = await certified(installation, await installation.person())
  deepEqual(await saidEverywhere(installation, made), VALID)

  await agreeToWithdraw(installation, hers.submission)
  const day = today()
  deepEqual(await saidEverywhere(installation, made), withdrawnOn(day), 'before the register has it')
  await enterAccepted(installation.database)
  deepEqual(await saidEverywhere(installation, made), withdrawnOn(day), 'before the ledger covers it')
  await installation.ledger.take()
  deepEqual(await saidEverywhere(installation, made), withdrawnOn(day), 'and ever after')
  deepEqual(await saidEverywhere(installation, other), { ...VALID, toRevoke: 1 }, 'nobody else is touched')
})

test('it is revoked by two branches, and until then neither rests nor stands again', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const { number } = await certified(installation, hers)
  await agreeToWithdraw(installation, hers.submission)
  const mine = deskOf(installation)
  const by = { member: installation.heron, passkey: passkeyOf('Heron') }
  for (const [state, reason] of [
    ['suspended', 'looked-into'],
    ['valid', 'cleared'],
  ] as const)
    deepEqual(await askChange(mine, { by, number, state, reason }), { outcome: 'ended' })
  deepEqual(await toRevoke(installation), [[number, today(), false]])

  const revoke = { by, number, state: 'revoked', reason: 'declaration-withdrawn' } as const
  deepEqual(await askChange(mine, revoke), { outcome: 'asked' })
  deepEqual(await askChange(mine, revoke), { outcome: 'asked-already' })
  deepEqual(await toRevoke(installation), [[number, today(), true]], 'it says that it waits for a colleague')
  equal((await certificatesWaiting(mine)).toRevoke, 0, 'and nobody is asked for what she has done')

  await agreeTo(installation, await newest(installation, 'certificate-state'))
  deepEqual(await toRevoke(installation), [])
  const { rows } = await sql`select state from certificates.state where number = ${number}`.execute(
    installation.database.db,
  )
  deepEqual(rows, [{ state: 'revoked' }])
})

test('what two branches had agreed to before says nothing that outlives the withdrawal', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const { number } = await certified(installation, hers)
  const by = { member: installation.heron, passkey: passkeyOf('Heron') }
  await askChange(deskOf(installation), { by, number, state: 'suspended', reason: 'looked-into' })
  await agreeTo(installation, await newest(installation, 'certificate-state'))
  await askChange(deskOf(installation), { by, number, state: 'valid', reason: 'cleared' })
  await agreeToWithdraw(installation, hers.submission)
  await agreeTo(installation, await newest(installation, 'certificate-state'))
  const { rows } = await sql`select state from certificates.state where number = ${number}`.execute(
    installation.database.db,
  )
  deepEqual(rows, [{ state: 'withdrawn' }])
})

test('one person of a declaration is withdrawn: her certificate dies, and the other one’s does not', async () => {
  await using installation = await openCertificates()
  const both = await installation.person([{ name: 'SAMPLE 晓雨' }, { name: 'SAMPLE 清风' }])
  const first = await certified(installation, both, 1)
  const second = await certified(installation, both, 2)
  await sql`
    insert into register.entry (number, kind, refers_to, day, received, channel, vetted, counted, shown, certifiable)
    select last + 1, 'withdrawal', o.number, '2026-11-20', '2026-11-20', 'web', true, false, true, false
    from register.numbering, register.provenance o where o.submission = ${both.submission}`.execute(
    installation.database.db,
  )
  await sql`update register.numbering set last = last + 1`.execute(installation.database.db)
  await sql`
    insert into register.withdrawn_line (declaration, position, number)
    select o.number, 2, n.last from register.provenance o, register.numbering n
    where o.submission = ${both.submission}`.execute(installation.database.db)
  equal((await saidEverywhere(installation, first)).list, 'passed')
  deepEqual((await saidEverywhere(installation, second)).list, 'withdrawn')
})

test('the one that a newer one took the place of stays that; the newer one dies', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const before = await certified(installation, hers)
  const after = await certified(installation, hers)
  await agreeToWithdraw(installation, hers.submission)
  equal((await saidEverywhere(installation, before)).list, 'superseded')
  equal((await saidEverywhere(installation, after)).list, 'withdrawn')
})

test('what was asked for and not signed ends with the declaration, and its pictures go with it', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const request = await installation.request(hers)
  const site = siteOf(installation)
  const { hash } = hers
  equal(await addPaper(site, { hash, request, nonce: randomBytes(32), picture: randomBytes(64) }), 'added')
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  await agreeToWithdraw(installation, hers.submission)

  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'not-certifiable' })
  deepEqual((await certificatesAtDesk(deskOf(installation), { number: null, before: null })).open, [])
  equal((await certificatesWaiting(deskOf(installation))).waiting, 0)
  const told = async () => {
    const { requests, people } = await applicantByCode(site, hers)
    return [people.length, ...requests.map(({ state, withdrawn }) => [state, withdrawn])]
  }
  deepEqual(await told(), [0, ['withdrawn', today()]])
  const said = { hash, request, nonce: randomBytes(32), text: 'SAMPLE', duress: false }
  equal(await say(site, said), 'unknown')
  equal(await addPaper(site, { hash, request, nonce: randomBytes(32), picture: randomBytes(64) }), 'unknown')
  await rejects(installation.request(hers), /not-certifiable/)
  await enterAccepted(installation.database)
  deepEqual(await told(), [0, ['withdrawn', today()]])

  await emptyOld(installation.deps.db, dayPlus(today(), 31))
  const { rows } = await sql<{ left: number }>`
    select octet_length(sealed) as left from certificates.paper
    union all select octet_length(sealed) from certificates.request`.execute(installation.database.db)
  deepEqual(rows, [{ left: 0 }, { left: 0 }])
})

test('while a correction is on its way into the register nothing is certified of what it corrects', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const request = await installation.request(hers)
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const { rows } = await sql<{ number: number }>`
    select number from register.provenance where submission = ${hers.submission}`.execute(
    installation.database.db,
  )
  await installation.database.db.deleteFrom('staff.role').where('member', '=', installation.crane).execute()
  await correct(installation.database, rows[0]?.number ?? 0, {
    people: [{ name: 'SAMPLE 晓雨', party: true }],
  })
  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'not-certifiable' })
})

test('the published lists are held to what was withdrawn yesterday', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  await certified(installation, hers)
  await publishLists(installation.deps)
  const check = (on: Day) =>
    checkLists(installation.database.db, {
      folder: installation.deps.folder,
      issuers: pinnedIssuers(installation.deps.keys(), installation.deps),
      clock: systemClock,
      today: on,
    })
  await agreeToWithdraw(installation, hers.submission)
  equal(await check(today()), null, 'today’s is on its way')
  deepEqual(await check(dayPlus(today(), 1)), { place: 'status/1', why: 'another-state' })
  await publishLists(installation.deps)
  equal(await check(dayPlus(today(), 1)), null)
})

test('from the touch that agreed to it on, the site shows no name of a declaration that is withdrawn', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const site = siteOf(installation).db
  const shown = async () => (await sql`select name from register.standing_line`.execute(site)).rows
  deepEqual(await shown(), [{ name: 'SAMPLE 晓雨' }])
  await agreeToWithdraw(installation, hers.submission)
  deepEqual(await shown(), [{ name: null }], 'before the register has it')
  await enterAccepted(installation.database)
  deepEqual(await shown(), [{ name: null }], 'before the ledger covers it')
})

test('a branch does not close over somebody who has asked it for a certificate', async () => {
  await using installation = await openCertificates()
  const { db } = installation.database
  const hers = await installation.person()
  const request = await installation.request(hers)
  const moved = randomUUID()
  await sql`
    insert into certificates.request (id, submission, line, day, branch, box, sealed, digest)
    select ${moved}, submission, line, day, 'paris', ${installation.boxes.paris.id}, sealed, digest
    from certificates.request where id = ${request}`.execute(db)
  const close = () => sql`update staff.branch set closed = true where id = 'paris'`.execute(db)
  await rejects(close(), /cases wait/)
  await db
    .insertInto('certificates.closed')
    .values({ request: moved, day: today(), how: 'taken-back' })
    .execute()
  await close()
})

test('a request has a name that can be spoken, and another one has another', () => {
  equal(requestReference('00000000-0000-4000-8000-000000000000'), '000-000')
  equal(requestReference('ffffffff-0000-4000-8000-000000000000'), 'ZZZ-ZZZ')
  match(requestReference(randomUUID()), /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/)
  notEqual(requestReference(randomUUID()), requestReference(randomUUID()))
})
