import { deepEqual, equal, match, notEqual, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day, dayPlus, systemClock } from '#basics'
import { openCertificateHouse } from '../../test/certificate-house.ts'
import { passkeyOf } from '../../test/members.ts'
import { correct } from '../../test/people.ts'
import {
  agreeTo,
  agreeToWithdraw,
  certified,
  deskOf,
  enterAccepted,
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
  checkLists,
  requestReference,
  say,
} from './index.ts'
import { issue } from './issue.ts'
import { emptyOld } from './issue-store.ts'
import { publishLists } from './lists.ts'
import { pinnedIssuers } from './pinned.ts'

test('a declaration is withdrawn: from the touch that agreed to it on, no check calls its certificate valid', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const made = await certified(house, hers)
  const other = await certified(house, await house.person())
  deepEqual(await saidEverywhere(house, made), VALID)

  await agreeToWithdraw(house, hers.submission)
  const day = today()
  deepEqual(await saidEverywhere(house, made), withdrawnOn(day), 'before the register has it')
  await enterAccepted(house)
  deepEqual(await saidEverywhere(house, made), withdrawnOn(day), 'before the ledger covers it')
  await house.ledger.take()
  deepEqual(await saidEverywhere(house, made), withdrawnOn(day), 'and ever after')
  deepEqual(await saidEverywhere(house, other), { ...VALID, toRevoke: 1 }, 'nobody else is touched')
})

test('it is revoked by two branches, and until then neither rests nor stands again', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const { number } = await certified(house, hers)
  await agreeToWithdraw(house, hers.submission)
  const mine = deskOf(house)
  const by = { member: house.heron, passkey: passkeyOf('Heron'), branch: '' }
  for (const [state, reason] of [
    ['suspended', 'looked-into'],
    ['valid', 'cleared'],
  ] as const)
    deepEqual(await askChange(mine, { by, number, state, reason }), { outcome: 'ended' })
  deepEqual(await toRevoke(house), [[number, today(), false]])

  const revoke = { by, number, state: 'revoked', reason: 'declaration-withdrawn' } as const
  deepEqual(await askChange(mine, revoke), { outcome: 'asked' })
  deepEqual(await askChange(mine, revoke), { outcome: 'asked-already' })
  deepEqual(await toRevoke(house), [[number, today(), true]], 'it says that it waits for a colleague')
  equal((await certificatesWaiting(mine)).toRevoke, 0, 'and nobody is asked for what she has done')

  await agreeTo(house, await newest(house, 'certificate-state'))
  deepEqual(await toRevoke(house), [])
  const { rows } = await sql`select state from certificates.state where number = ${number}`.execute(
    house.database.db,
  )
  deepEqual(rows, [{ state: 'revoked' }])
})

test('what two branches had agreed to before says nothing that outlives the withdrawal', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const { number } = await certified(house, hers)
  const by = { member: house.heron, passkey: passkeyOf('Heron'), branch: '' }
  await askChange(deskOf(house), { by, number, state: 'suspended', reason: 'looked-into' })
  await agreeTo(house, await newest(house, 'certificate-state'))
  await askChange(deskOf(house), { by, number, state: 'valid', reason: 'cleared' })
  await agreeToWithdraw(house, hers.submission)
  await agreeTo(house, await newest(house, 'certificate-state'))
  const { rows } = await sql`select state from certificates.state where number = ${number}`.execute(
    house.database.db,
  )
  deepEqual(rows, [{ state: 'withdrawn' }])
})

test('one person of a declaration is withdrawn: her certificate dies, and the other one’s does not', async () => {
  await using house = await openCertificateHouse()
  const both = await house.person([{ name: 'SAMPLE 晓雨' }, { name: 'SAMPLE 清风' }])
  const first = await certified(house, both, 1)
  const second = await certified(house, both, 2)
  await sql`
    insert into register.entry (number, kind, refers_to, day, received, channel, vetted, counted, shown, certifiable)
    select last + 1, 'withdrawal', o.number, '2026-11-20', '2026-11-20', 'web', true, false, true, false
    from register.numbering, register.origin o where o.submission = ${both.submission}`.execute(
    house.database.db,
  )
  await sql`update register.numbering set last = last + 1`.execute(house.database.db)
  await sql`
    insert into register.withdrawn_line (declaration, position, number)
    select o.number, 2, n.last from register.origin o, register.numbering n
    where o.submission = ${both.submission}`.execute(house.database.db)
  equal((await saidEverywhere(house, first)).list, 'passed')
  deepEqual((await saidEverywhere(house, second)).list, 'withdrawn')
})

test('the one that a newer one took the place of stays that; the newer one dies', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const before = await certified(house, hers)
  const after = await certified(house, hers)
  await agreeToWithdraw(house, hers.submission)
  equal((await saidEverywhere(house, before)).list, 'superseded')
  equal((await saidEverywhere(house, after)).list, 'withdrawn')
})

test('what was asked for and not signed ends with the declaration, and its pictures go with it', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const request = await house.request(hers)
  const site = siteOf(house)
  const { hash } = hers
  equal(await addPaper(site, { hash, request, nonce: randomBytes(32), picture: randomBytes(64) }), 'added')
  const text = await house.content(request)
  const approval = await house.prepare(request, text)
  await house.answer(approval)
  await agreeToWithdraw(house, hers.submission)

  deepEqual(await issue(house.needs, { approval, text }), { outcome: 'not-certifiable' })
  deepEqual((await certificatesAtDesk(deskOf(house), { number: null, before: null })).open, [])
  equal((await certificatesWaiting(deskOf(house))).waiting, 0)
  const told = async () => {
    const { requests, people } = await applicantByCode(site, hers)
    return [people.length, ...requests.map(({ state, withdrawn }) => [state, withdrawn])]
  }
  deepEqual(await told(), [0, ['withdrawn', today()]])
  const said = { hash, request, nonce: randomBytes(32), text: 'SAMPLE', duress: false }
  equal(await say(site, said), 'unknown')
  equal(await addPaper(site, { hash, request, nonce: randomBytes(32), picture: randomBytes(64) }), 'unknown')
  await rejects(house.request(hers), /not-certifiable/)
  await enterAccepted(house)
  deepEqual(await told(), [0, ['withdrawn', today()]])

  await emptyOld(house.needs.db, dayPlus(today(), 31))
  const { rows } = await sql<{ left: number }>`
    select octet_length(sealed) as left from certificates.paper
    union all select octet_length(sealed) from certificates.request`.execute(house.database.db)
  deepEqual(rows, [{ left: 0 }, { left: 0 }])
})

test('while a correction is on its way into the register nothing is certified of what it corrects', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const request = await house.request(hers)
  const text = await house.content(request)
  const approval = await house.prepare(request, text)
  await house.answer(approval)
  const { rows } = await sql<{ number: number }>`
    select number from register.origin where submission = ${hers.submission}`.execute(house.database.db)
  await house.database.db.deleteFrom('staff.role').where('member', '=', house.crane).execute()
  await correct(house.database, rows[0]?.number ?? 0, { people: [{ name: 'SAMPLE 晓雨', party: true }] })
  deepEqual(await issue(house.needs, { approval, text }), { outcome: 'not-certifiable' })
})

test('the published lists are held to what was withdrawn yesterday', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  await certified(house, hers)
  await publishLists(house.needs)
  const check = (on: Day) =>
    checkLists(house.database.db, {
      folder: house.needs.folder,
      issuers: pinnedIssuers(house.needs.keys(), house.needs),
      clock: systemClock,
      today: on,
    })
  await agreeToWithdraw(house, hers.submission)
  equal(await check(today()), null, 'today’s is on its way')
  deepEqual(await check(dayPlus(today(), 1)), { place: 'status/1', why: 'another-state' })
  await publishLists(house.needs)
  equal(await check(dayPlus(today(), 1)), null)
})

test('from the touch that agreed to it on, the site shows no name of a declaration that is withdrawn', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const site = siteOf(house).db
  const shown = async () => (await sql`select name from register.standing_line`.execute(site)).rows
  deepEqual(await shown(), [{ name: 'SAMPLE 晓雨' }])
  await agreeToWithdraw(house, hers.submission)
  deepEqual(await shown(), [{ name: null }], 'before the register has it')
  await enterAccepted(house)
  deepEqual(await shown(), [{ name: null }], 'before the ledger covers it')
})

test('a branch does not close over somebody who has asked it for a certificate', async () => {
  await using house = await openCertificateHouse()
  const { db } = house.database
  const hers = await house.person()
  const request = await house.request(hers)
  const moved = randomUUID()
  await sql`
    insert into certificates.request (id, submission, line, day, branch, box, sealed, digest)
    select ${moved}, submission, line, day, 'paris', ${house.boxes.paris.id}, sealed, digest
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
