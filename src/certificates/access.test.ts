import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#basics'
import { asMember, type Role, transaction } from '#db'
import { labelOf, sealRecord, parseRecipient } from '#vault'
import { approved } from '../../test/approved.ts'
import { everythingReadable } from '../../test/faults/every-row.ts'
import {
  type TestCertificates,
  openCertificates,
  openWith,
} from '../../test/installation/with-certificates.ts'
import { enrolMember, openBranchRow, passkeyOf } from '../../test/members.ts'
import { emptyOld } from './issuing/issue-store.ts'
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
import { issue } from './issuing/issue.ts'
import { someKeys } from '../../test/installation/keys.ts'
import { deskOf, siteOf } from '../../test/withdrawals.ts'

const ZONE = { clock: systemClock, timeZone: 'Asia/Shanghai' }

test('the site puts in and reads back nothing but what a code opens', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  await installation.request(hers)
  const site = installation.database.openAs('exeunt_site')
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
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const { db } = installation.database
  await openBranchRow(db, 'rome')
  const stork = await enrolMember(db, 'Stork', { roles: ['issuer'], branch: 'rome' })
  const seen = async (member: string) => {
    const mine = { db: asMember(installation.database.openAs('exeunt_desk'), member), ...ZONE }
    const { open } = await certificatesAtDesk(mine, { number: null, before: null })
    const opened = await openRequest(mine, { by: member, request, budget: null })
    return [open.length, (await certificatesWaiting(mine)).waiting, opened.outcome]
  }
  deepEqual(await seen(installation.heron), [1, 1, 'opened'])
  deepEqual(await seen(stork), [0, 0, 'not-there'])
  deepEqual(await seen(installation.crane), [0, 0, 'not-there'])
  const acts = await db.selectFrom('audit.act').select('what').where('record', '=', request).execute()
  deepEqual(acts, [{ what: 'certificate-opened' }], 'that she opened it is written down')
})

test('what was agreed to and never handed in is finished by the branch that asked', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  const desk = { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
  const standing = async () => {
    const [waiting] = (await certificatesAtDesk(desk, { number: null, before: null })).open
    return [waiting?.state, waiting?.unfinished]
  }
  deepEqual(await standing(), ['approving', null])
  await installation.answer(approval)
  deepEqual(await standing(), ['signing', approval])
  const asked = { by: installation.heron, approval }
  const lies = await openPrepared(desk, asked)
  ok(lies)
  const { identity } = installation.boxes.centre
  const kept = openWith(identity, { id: request, field: 'certificate-content', ...lies })
  equal(Buffer.from(kept).toString(), text)
  equal((await issue(installation.deps, { approval, text })).outcome, 'issued')
})

test('of names, birthdays and places nothing lies open anywhere, whoever reads the tables', async () => {
  await using installation = await openCertificates()
  await certified(installation)
  const secrets = ['林晓雨', 'LIN Xiaoyu', '1968-05-17', '四川成都']
  for (const url of [installation.database.ownerUrl, installation.database.url('exeunt_issue')])
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
  await using installation = await openCertificates()
  const desk = { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
  const outcomes = []
  for (let nth = 0; nth < 3; nth += 1) {
    const request = await installation.request(await installation.person())
    const asked = { by: installation.heron, request, budget: { hour: 2, day: 5 } }
    outcomes.push((await openRequest(desk, asked)).outcome)
  }
  deepEqual(outcomes, ['opened', 'opened', 'budget-spent'])
})

test('what is erased of a declaration is erased of its certificates', async () => {
  await using installation = await openCertificates()
  const { number, hers } = await certified(installation)
  await transaction(installation.database.db, (tx) => eraseCertificates(tx, hers.submission))
  const site = siteOf(installation)
  equal(await fetchFile(site, { hash: hers.hash, entropy: hers.entropy, number }), null)
  for (const [table, column] of [
    ['request', 'sealed'],
    ['prepared', 'to_sealed'],
    ['issued', 'record'],
  ] as const)
    equal(await lengthOf(installation, table, column), 0, table)
})

test('branch and applicant speak with each other, sealed both ways', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const request = await installation.request(hers)
  const site = siteOf(installation)
  const asked = { hash: hers.hash, request }
  const nonce = randomBytes(32)
  equal(await say(site, { ...asked, nonce, text: 'SAMPLE Tuesday', duress: true }), 'said')
  equal(await say(site, { ...asked, nonce, text: 'SAMPLE Tuesday', duress: true }), 'said', 'once')
  equal(await say(site, { ...asked, hash: randomBytes(32), nonce, text: 'x', duress: false }), 'unknown')
  equal(await addPaper(site, { ...asked, nonce: randomBytes(32), picture: randomBytes(64) }), 'added')

  const desk = { ...deskOf(installation), keys: someKeys() }
  const pictures = () => openPapers(desk, { by: installation.heron, request })
  equal((await pictures()).length, 0, 'nobody reads them past the act of opening')
  const opened = await openRequest(desk, {
    by: installation.heron,
    request,
    budget: null,
  })
  equal((await pictures()).length, 1)
  ok(opened.outcome === 'opened' && opened.messages.length === 1)
  const [message] = opened.messages
  ok(message)
  const said = openWith(installation.boxes.centre.identity, { ...message, field: 'certificate-message' })
  deepEqual(JSON.parse(Buffer.from(said).toString()), { text: 'SAMPLE Tuesday', duress: true })

  const id = randomUUID()
  const payload = Buffer.from('SAMPLE at three')
  const box = parseRecipient(installation.boxes.centre.recipient)
  const reply = parseRecipient(opened.replyRecipient ?? '')
  const answer = {
    id,
    request,
    box: installation.boxes.centre.id,
    sealed: sealRecord({ ...labelOf('certificate-message', id), payload, recipient: box }),
    reply: sealRecord({ ...labelOf('reply', id), payload, recipient: reply }),
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
  await using installation = await openCertificates()
  const hers = await installation.person()
  const request = await installation.request(hers)
  await rejects(installation.request(hers), /asked-already/)
  const site = siteOf(installation)
  equal(await takeBack(site, { hash: randomBytes(32), request }), false)
  for (let times = 0; times < 2; times += 1) equal(await takeBack(site, { hash: hers.hash, request }), true)
  const second = await installation.request(hers)
  const desk = { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
  const declined = { by: installation.heron, request: second, reason: 'not-met' } as const
  for (let times = 0; times < 2; times += 1)
    deepEqual(await decline(desk, declined), { outcome: 'declined' }, 'the same again is answered alike')
  deepEqual(await decline(desk, { ...declined, reason: 'not-readable' }), { outcome: 'not-there' })
  const ended = (await applicantByCode(site, hers)).requests
  equal(ended.find(({ request: one }) => one === request)?.state, 'taken-back')
  equal(ended.find(({ request: one }) => one === second)?.reason, 'not-met')
  const third = await installation.request(hers)
  const text = await installation.content(third)
  const approval = await installation.prepare(third, text)
  await installation.answer(approval)
  equal(await takeBack(site, { hash: hers.hash, request: third }), true, 'until it is signed')
  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'closed' })
})

test('a certificate is handed over once, however often it is said, and never one that there is not', async () => {
  await using installation = await openCertificates()
  const { number } = await certified(installation)
  const desk = { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
  const handedOver = { by: installation.heron, number }
  for (let times = 0; times < 2; times += 1)
    deepEqual(await handOver(desk, handedOver), { outcome: 'handed-over' })
  deepEqual(await handOver(desk, { ...handedOver, number: 'K7Q2M9PA3RTV' }), { outcome: 'not-there' })
  const acts = await installation.database.db
    .selectFrom('audit.act')
    .select('what')
    .where('what', '=', 'certificate-handed-over')
    .execute()
  equal(acts.length, 1)
})

test('a state is changed by two branches, once, and what ended does not come back', async () => {
  await using installation = await openCertificates()
  const { number } = await certified(installation)
  const desk = { db: asMember(installation.database.openAs('exeunt_desk'), installation.heron), ...ZONE }
  const by = { member: installation.heron, passkey: passkeyOf('Heron') }
  deepEqual(await askChange(desk, { by, number, state: 'valid', reason: 'cleared' }), { outcome: 'ended' })
  const change = { by, number, state: 'revoked', reason: 'lost' } as const
  deepEqual(await askChange(desk, change), { outcome: 'asked' })
  deepEqual(await askChange(desk, change), { outcome: 'asked-already' })
  const row = { number, state: 'revoked', reason: 'lost', day: '2026-11-28' }
  const { db } = installation.database
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
  await installation.answer(asked.id)
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
  await using installation = await openCertificates()
  const [one, other] = [await certified(installation), await certified(installation)]
  await rejects(
    installation.deps.db
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
  await using installation = await openCertificates()
  await certified(installation)
  const desk = asMember(installation.database.openAs('exeunt_desk'), installation.heron)
  for (const table of ['intent', 'issued', 'place'])
    await rejects(
      sql`insert into certificates.${sql.raw(table)} default values`.execute(desk),
      /permission denied/,
      table,
    )
  for (const role of ['exeunt_desk', 'exeunt_issue', 'exeunt_work'] satisfies Role[])
    for (const table of ['request', 'intent', 'issued', 'change'])
      await rejects(
        sql`delete from certificates.${sql.raw(table)}`.execute(installation.database.openAs(role)),
        /permission denied/,
        `${role} ${table}`,
      )
  await rejects(sql`delete from certificates.issued`.execute(installation.database.db), /append-only/)
})

test('thirty days after its end nothing of a request is left, and ninety after its issue the file is gone', async () => {
  await using installation = await openCertificates()
  const { number, hers } = await certified(installation)
  const site = siteOf(installation)
  const asked = { hash: hers.hash, entropy: hers.entropy, number }
  ok(await fetchFile(site, asked))
  const inDays = async (days: number) => {
    const { rows } = await sql<{ day: string }>`select (current_date + ${days}::int)::text as day`.execute(
      installation.database.db,
    )
    return emptyOld(installation.deps.db, (rows[0]?.day ?? '') as Parameters<typeof emptyOld>[1])
  }
  await inDays(29)
  equal((await lengthOf(installation, 'request', 'sealed')) > 0, true)
  await inDays(32)
  equal(await lengthOf(installation, 'request', 'sealed'), 0)
  equal(await lengthOf(installation, 'prepared', 'own_sealed'), 0)
  ok(await fetchFile(site, asked))
  await inDays(92)
  equal(await fetchFile(site, asked), null)
  ok((await lengthOf(installation, 'issued', 'record')) > 0, 'what is verified anew stays, sealed')
})

test('figures are exact for whoever issues there, and coarse for whoever oversees', async () => {
  await using installation = await openCertificates()
  await certified(installation)
  await installation.request(await installation.person())
  const { db } = installation.database
  const head = await enrolMember(db, 'Rail', { roles: ['head'] })
  const figures = (member: string) =>
    branchFigures(
      { db: asMember(installation.database.openAs('exeunt_desk'), member), ...ZONE },
      { after: '', most: 50 },
    )
  const [mine] = await figures(installation.heron)
  deepEqual(
    [mine?.branch, mine?.asked, mine?.issued, mine?.waiting, mine?.medianDays],
    ['centre', 2, 1, 1, 0],
  )
  const [seen] = await figures(head)
  deepEqual([seen?.asked, seen?.issued, seen?.waiting], [null, null, null])
  deepEqual(await figures(installation.crane), [])
})

test('an approval for something else signs nothing', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const other = await installation.request(await installation.person())
  await rejects(
    approved(installation.database, { kind: 'certificate', request, digest: '0'.repeat(64), to: 'paris' }),
    /another branch/,
  )
  const approval = await installation.prepare(request, await installation.content(request))
  await installation.answer(approval)
  const row = { number: '0'.repeat(12), list: 1, index: 1, kid: '0'.repeat(16), day: '2026-11-28' }
  await installation.database.db.insertInto('certificates.place').values({ list: 1, index: 1 }).execute()
  await rejects(
    installation.deps.db
      .insertInto('certificates.intent')
      .values({ ...row, approval, request: other })
      .execute(),
    /not approved by two/,
  )
})

async function certified(installation: TestCertificates) {
  const hers = await installation.person()
  const request = await installation.request(hers)
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const issued = await issue(installation.deps, { approval, text })
  ok(issued.outcome === 'issued')
  return { number: issued.number, hers }
}

async function lengthOf({ database }: TestCertificates, table: string, column: string): Promise<number> {
  const { rows } = await sql<{ length: number }>`
    select octet_length(${sql.raw(column)}) as length from certificates.${sql.raw(table)} limit 1`.execute(
    database.db,
  )
  return rows[0]?.length ?? -1
}
