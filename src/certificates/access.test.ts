import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { Secret, systemClock } from '#basics'
import { asMember, type Role, transaction } from '#db'
import { sealRecord, parseRecipient } from '#vault'
import { approved } from '../../test/approved.ts'
import { everythingReadable } from '../../test/faults/every-row.ts'
import { type CertificateHouse, openCertificateHouse, openWith } from '../../test/certificate-house.ts'
import { enrolMember, openBranchRow, passkeyOf } from '../../test/members.ts'
import { emptyOld } from './issue-store.ts'
import {
  addPaper,
  applicantByCode,
  askChange,
  branchFigures,
  certificatesAtDesk,
  certificatesWaiting,
  decline,
  eraseCertificates,
  fetchFile,
  handOver,
  openPapers,
  openPrepared,
  openRequest,
  say,
  sayToApplicant,
  takeBack,
} from './index.ts'
import { issue } from './issue.ts'

const ZONE = { clock: systemClock, timeZone: 'Asia/Shanghai' }

test('the site puts in and reads back nothing but what a code opens', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  await house.request(hers)
  const site = house.database.openAs('exeunt_site')
  for (const table of [
    'request',
    'paper',
    'message',
    'prepared',
    'intent',
    'issued',
    'change',
    'place',
    'standing',
  ])
    await rejects(sql`select * from certificates.${sql.raw(table)}`.execute(site), /permission denied/, table)
  const found = await applicantByCode({ db: site }, hers)
  deepEqual(
    found.requests.map(({ state, line }) => [state, line]),
    [['asked', 1]],
  )
  const nobody = await applicantByCode({ db: site }, { hash: randomBytes(32), entropy: null })
  deepEqual(nobody, { people: [], requests: [] })
})

test('an issuer sees what was asked for at her branch, and nobody at another', async () => {
  await using house = await openCertificateHouse()
  const request = await house.request(await house.person())
  const { db } = house.database
  await openBranchRow(db, 'rome')
  const stork = await enrolMember(db, 'Stork', { roles: ['issuer'], branch: 'rome' })
  const seen = async (member: string) => {
    const mine = { db: asMember(house.database.openAs('exeunt_desk'), member), ...ZONE }
    const { open } = await certificatesAtDesk(mine, { number: null, before: null })
    const opened = await openRequest(mine, { by: member, holder: house.heron, request, budget: null })
    return [open.length, (await certificatesWaiting(mine)).waiting, opened.outcome]
  }
  deepEqual(await seen(house.heron), [1, 1, 'opened'])
  deepEqual(await seen(stork), [0, 0, 'not-there'])
  deepEqual(await seen(house.crane), [0, 0, 'not-there'])
  const acts = await db.selectFrom('audit.act').select('what').where('record', '=', request).execute()
  deepEqual(acts, [{ what: 'certificate-opened' }], 'that she opened it is written down')
})

test('what was agreed to and never handed in is finished by the branch that asked', async () => {
  await using house = await openCertificateHouse()
  const request = await house.request(await house.person())
  const text = await house.content(request)
  const approval = await house.prepare(request, text)
  const desk = { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
  const standing = async () => {
    const [waiting] = (await certificatesAtDesk(desk, { number: null, before: null })).open
    return [waiting?.state, waiting?.unfinished]
  }
  deepEqual(await standing(), ['approving', null])
  await house.answer(approval)
  deepEqual(await standing(), ['signing', approval])
  const asked = { by: house.heron, approval, holder: house.heron }
  const lies = await openPrepared(desk, asked)
  ok(lies)
  const kept = openWith(house.boxes.centre.identity, { id: request, field: 'certificate-content', ...lies })
  equal(Buffer.from(kept).toString(), text)
  equal((await issue(house.needs, { approval, text })).outcome, 'issued')
})

test('of names, birthdays and places nothing lies open anywhere, whoever reads the tables', async () => {
  await using house = await openCertificateHouse()
  await certified(house)
  const secrets = ['林晓雨', 'LIN Xiaoyu', '1968-05-17', '四川成都']
  for (const url of [house.database.ownerUrl, house.database.url('exeunt_issue')])
    for (const { where, text } of await everythingReadable(url))
      for (const secret of secrets)
        for (const written of [
          secret,
          Buffer.from(secret).toString('hex'),
          Buffer.from(secret).toString('base64'),
        ])
          ok(!text.includes(written), `${secret} stands in ${where}`)
})

test('who wants to open everything is slowed down', async () => {
  await using house = await openCertificateHouse()
  const desk = { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
  const outcomes = []
  for (let nth = 0; nth < 3; nth += 1) {
    const request = await house.request(await house.person())
    const asked = { by: house.heron, holder: house.heron, request, budget: { hour: 2, day: 5 } }
    outcomes.push((await openRequest(desk, asked)).outcome)
  }
  deepEqual(outcomes, ['opened', 'opened', 'budget-spent'])
})

test('what is erased of a declaration is erased of its certificates', async () => {
  await using house = await openCertificateHouse()
  const { number, hers } = await certified(house)
  await transaction(house.database.db, (tx) => eraseCertificates(tx, hers.submission))
  const site = { db: house.database.openAs('exeunt_site'), ...ZONE, keys: someKeys() }
  equal(await fetchFile(site, { hash: hers.hash, entropy: hers.entropy, number }), null)
  for (const [table, column] of [
    ['request', 'sealed'],
    ['prepared', 'to_sealed'],
    ['issued', 'record'],
  ] as const)
    equal(await lengthOf(house, table, column), 0, table)
})

test('branch and applicant speak with each other, sealed both ways', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const request = await house.request(hers)
  const site = { db: house.database.openAs('exeunt_site'), ...ZONE, keys: someKeys() }
  const asked = { hash: hers.hash, request }
  const nonce = randomBytes(32)
  equal(await say(site, { ...asked, nonce, text: 'SAMPLE Tuesday', duress: true }), 'said')
  equal(await say(site, { ...asked, nonce, text: 'SAMPLE Tuesday', duress: true }), 'said', 'once')
  equal(await say(site, { ...asked, hash: randomBytes(32), nonce, text: 'x', duress: false }), 'unknown')
  equal(await addPaper(site, { ...asked, nonce: randomBytes(32), picture: randomBytes(64) }), 'added')

  const desk = {
    db: asMember(house.database.openAs('exeunt_desk'), house.heron),
    keys: someKeys(),
    ...ZONE,
  }
  const pictures = () => openPapers(desk, { by: house.heron, holder: house.heron, request })
  equal((await pictures()).length, 0, 'nobody reads them past the act of opening')
  const opened = await openRequest(desk, { by: house.heron, holder: house.heron, request, budget: null })
  equal((await pictures()).length, 1)
  ok(opened.outcome === 'opened' && opened.messages.length === 1)
  const [message] = opened.messages
  ok(message)
  const said = openWith(house.boxes.centre.identity, { ...message, field: 'certificate-message' })
  deepEqual(JSON.parse(Buffer.from(said).toString()), { text: 'SAMPLE Tuesday', duress: true })

  const id = randomUUID()
  const label = { recordId: id, version: 1, payload: Buffer.from('SAMPLE at three') }
  const box = parseRecipient(house.boxes.centre.recipient)
  const reply = parseRecipient(opened.replyRecipient ?? '')
  const answer = {
    id,
    request,
    box: house.boxes.centre.id,
    sealed: sealRecord({ ...label, field: 'certificate-message', recipient: box }),
    reply: sealRecord({ ...label, field: 'reply', recipient: reply }),
  }
  deepEqual(await sayToApplicant(desk, answer), { outcome: 'said' })
  const [found] = (await applicantByCode(site, hers)).requests
  deepEqual(
    found?.said.map(({ from, text }) => [from, text]),
    [
      ['applicant', null],
      ['branch', 'SAMPLE at three'],
    ],
  )
})

test('a request is taken back or declined, is asked for anew after that, and never twice at once', async () => {
  await using house = await openCertificateHouse()
  const hers = await house.person()
  const request = await house.request(hers)
  await rejects(house.request(hers), /asked-already/)
  const site = { db: house.database.openAs('exeunt_site'), ...ZONE, keys: someKeys() }
  equal(await takeBack(site, { hash: randomBytes(32), request }), false)
  for (let times = 0; times < 2; times += 1) equal(await takeBack(site, { hash: hers.hash, request }), true)
  const second = await house.request(hers)
  const desk = { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
  const declined = { by: house.heron, request: second, reason: 'not-met' } as const
  for (let times = 0; times < 2; times += 1)
    deepEqual(await decline(desk, declined), { outcome: 'declined' }, 'the same again is answered alike')
  deepEqual(await decline(desk, { ...declined, reason: 'not-readable' }), { outcome: 'not-there' })
  const ended = (await applicantByCode(site, hers)).requests
  equal(ended.find(({ request: one }) => one === request)?.state, 'taken-back')
  equal(ended.find(({ request: one }) => one === second)?.reason, 'not-met')
  const third = await house.request(hers)
  const text = await house.content(third)
  const approval = await house.prepare(third, text)
  await house.answer(approval)
  equal(await takeBack(site, { hash: hers.hash, request: third }), true, 'until it is signed')
  deepEqual(await issue(house.needs, { approval, text }), { outcome: 'closed' })
})

test('a certificate is handed over once, however often it is said, and never one that there is not', async () => {
  await using house = await openCertificateHouse()
  const { number } = await certified(house)
  const desk = { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
  const handedOver = { by: house.heron, number }
  for (let times = 0; times < 2; times += 1)
    deepEqual(await handOver(desk, handedOver), { outcome: 'handed-over' })
  deepEqual(await handOver(desk, { ...handedOver, number: 'K7Q2M9PA3RTV' }), { outcome: 'not-there' })
  const acts = await house.database.db
    .selectFrom('audit.act')
    .select('what')
    .where('what', '=', 'certificate-handed-over')
    .execute()
  equal(acts.length, 1)
})

test('a state is changed by two branches, once, and what ended does not come back', async () => {
  await using house = await openCertificateHouse()
  const { number } = await certified(house)
  const desk = { db: asMember(house.database.openAs('exeunt_desk'), house.heron), ...ZONE }
  const by = { member: house.heron, passkey: passkeyOf('Heron'), branch: '' }
  deepEqual(await askChange(desk, { by, number, state: 'valid', reason: 'cleared' }), { outcome: 'ended' })
  const change = { by, number, state: 'revoked', reason: 'lost' } as const
  deepEqual(await askChange(desk, change), { outcome: 'asked' })
  deepEqual(await askChange(desk, change), { outcome: 'asked-already' })
  const row = { number, state: 'revoked', reason: 'lost', day: '2026-11-28' }
  const { db } = house.database
  const insert = (differing: object) =>
    db
      .insertInto('certificates.change')
      .values({ ...row, ...differing })
      .execute()
  const asked = await db
    .selectFrom('approvals.request')
    .select('id')
    .where('kind', '=', 'certificate-state')
    .executeTakeFirstOrThrow()
  await rejects(insert({ approval: asked.id }), /not approved by two/, 'asked is not agreed')
  await house.answer(asked.id)
  await rejects(
    insert({ approval: asked.id, state: 'suspended' }),
    /not approved by two/,
    'to something else',
  )
  await insert({ approval: asked.id })
  await rejects(insert({ approval: asked.id }), /does not come back|done_pkey/)
  await rejects(
    insert({ approval: asked.id, state: 'valid', reason: 'cleared' }),
    /does not come back/,
    'whatever was approved',
  )
  deepEqual(await askChange(desk, change), { outcome: 'ended' })
})

test('nobody ends a certificate with somebody else’s', async () => {
  await using house = await openCertificateHouse()
  const [one, other] = [await certified(house), await certified(house)]
  await rejects(
    house.needs.db
      .insertInto('certificates.change')
      .values({
        number: one.number,
        successor: other.number,
        state: 'superseded',
        reason: 'issued-anew',
        day: '2026-11-28',
      })
      .execute(),
    /another person/,
  )
})

test('the desk’s own role issues nothing, and no role but the owner’s takes a row away', async () => {
  await using house = await openCertificateHouse()
  await certified(house)
  const desk = asMember(house.database.openAs('exeunt_desk'), house.heron)
  for (const table of ['intent', 'issued', 'place'])
    await rejects(
      sql`insert into certificates.${sql.raw(table)} default values`.execute(desk),
      /permission denied/,
      table,
    )
  for (const role of ['exeunt_desk', 'exeunt_issue', 'exeunt_work'] satisfies Role[])
    for (const table of ['request', 'intent', 'issued', 'change'])
      await rejects(
        sql`delete from certificates.${sql.raw(table)}`.execute(house.database.openAs(role)),
        /permission denied/,
        `${role} ${table}`,
      )
  await rejects(sql`delete from certificates.issued`.execute(house.database.db), /append-only/)
})

test('thirty days after its end nothing of a request is left, and ninety after its issue the file is gone', async () => {
  await using house = await openCertificateHouse()
  const { number, hers } = await certified(house)
  const site = { db: house.database.openAs('exeunt_site'), ...ZONE, keys: someKeys() }
  const asked = { hash: hers.hash, entropy: hers.entropy, number }
  ok(await fetchFile(site, asked))
  const inDays = async (days: number) => {
    const { rows } = await sql<{ day: string }>`select (current_date + ${days}::int)::text as day`.execute(
      house.database.db,
    )
    return emptyOld(house.needs.db, (rows[0]?.day ?? '') as Parameters<typeof emptyOld>[1])
  }
  await inDays(29)
  equal((await lengthOf(house, 'request', 'sealed')) > 0, true)
  await inDays(32)
  equal(await lengthOf(house, 'request', 'sealed'), 0)
  equal(await lengthOf(house, 'prepared', 'own_sealed'), 0)
  ok(await fetchFile(site, asked))
  await inDays(92)
  equal(await fetchFile(site, asked), null)
  ok((await lengthOf(house, 'issued', 'record')) > 0, 'what is verified anew stays, sealed')
})

test('figures are exact for whoever issues there, and coarse for whoever oversees', async () => {
  await using house = await openCertificateHouse()
  await certified(house)
  await house.request(await house.person())
  const { db } = house.database
  const head = await enrolMember(db, 'Rail', { roles: ['head'] })
  const figures = (member: string) =>
    branchFigures(
      { db: asMember(house.database.openAs('exeunt_desk'), member), ...ZONE },
      { after: '', most: 50 },
    )
  const [mine] = await figures(house.heron)
  deepEqual(
    [mine?.branch, mine?.asked, mine?.issued, mine?.waiting, mine?.medianDays],
    ['centre', 2, 1, 1, 0],
  )
  const [seen] = await figures(head)
  deepEqual([seen?.asked, seen?.issued, seen?.waiting], [null, null, null])
  deepEqual(await figures(house.crane), [])
})

test('an approval for something else signs nothing', async () => {
  await using house = await openCertificateHouse()
  const request = await house.request(await house.person())
  const other = await house.request(await house.person())
  await rejects(
    approved(house.database, { kind: 'certificate', request, digest: '0'.repeat(64) }),
    /another branch/,
  )
  const approval = await house.prepare(request, await house.content(request))
  await house.answer(approval)
  const row = { number: '0'.repeat(12), list: 1, index: 1, kid: '0'.repeat(16), day: '2026-11-28' }
  await house.database.db.insertInto('certificates.place').values({ list: 1, index: 1 }).execute()
  await rejects(
    house.needs.db
      .insertInto('certificates.intent')
      .values({ ...row, approval, request: other })
      .execute(),
    /not approved by two/,
  )
})

async function certified(house: CertificateHouse) {
  const hers = await house.person()
  const request = await house.request(hers)
  const text = await house.content(request)
  const approval = await house.prepare(request, text)
  await house.answer(approval)
  const issued = await issue(house.needs, { approval, text })
  ok(issued.outcome === 'issued')
  return { number: issued.number, hers }
}

async function lengthOf({ database }: CertificateHouse, table: string, column: string): Promise<number> {
  const { rows } = await sql<{ length: number }>`
    select octet_length(${sql.raw(column)}) as length from certificates.${sql.raw(table)} limit 1`.execute(
    database.db,
  )
  return rows[0]?.length ?? -1
}

function someKeys() {
  return { once: new Secret<Uint8Array>(randomBytes(32)) }
}
