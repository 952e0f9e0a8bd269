import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { markLost } from '#issuer/keys'
import { publicFolder } from '#ledger'
import {
  checkCertificate,
  credentialInPdf,
  lookUpCodeOf,
  readCertificateLink,
  readFile,
  readPaper,
  readStatusList,
  signStatusList,
} from '#proof'
import {
  type Applicant,
  type TestCertificates,
  openCertificates,
  openWith,
} from '../../../test/installation/with-certificates.ts'
import { withdraw } from '../../../test/people.ts'
import { lookUp } from '../index.ts'
import { checkLists } from './check-lists.ts'
import { draft, issue } from './issue.ts'
import { publishLists } from './lists.ts'
import { pinnedIssuers } from './pinned.ts'
import { LIST_SIZE } from './spares.ts'

const CODE = { what: 'return-code', how: 'online', day: '2026-11-28' } as const

test('what two branches agreed to is signed, and its holder finds it with her code', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const { number } = await certified(installation, hers)
  const pdf = await fileOf(installation, hers, number)
  const token = await credentialInPdf(pdf)
  const verdict = await checkCertificate(readFile(token), await evidence(installation))
  deepEqual(
    Object.values(verdict).map(({ outcome }) => outcome),
    ['passed', 'passed', 'passed', 'passed'],
  )
  const shown = readFile(token)
  equal(shown.holder?.name, 'SAMPLE 林晓雨')
  equal(shown.number, number)
  match(textOf(pdf), /SAMPLE\s*林晓雨/)

  const record = await installation.database.db
    .selectFrom('certificates.issued')
    .select('record')
    .executeTakeFirstOrThrow()
  const link = Buffer.from(
    openWith(installation.boxes.centre.identity, {
      id: number,
      field: 'certificate-record',
      sealed: record.record,
    }),
  ).toString()
  const cose = readCertificateLink(link)
  equal(readPaper(cose).number, number)
  const site = installation.database.openAs('exeunt_site')
  const typed = lookUpCodeOf(cose)
  match(textOf(pdf).replace(/[\s-]/g, ''), new RegExp(typed))
  equal((await lookUp(site, { number, code: typed })).outcome, 'found')
  equal(
    (await lookUp(site, { number, code: typed.toLowerCase().replace(/(.{4})/g, '$1 ') })).outcome,
    'found',
  )
  equal((await lookUp(site, { number: '000000000000', code: typed })).outcome, 'unknown')
  equal((await lookUp(site, { number, code: typed.slice(1) })).outcome, 'code-misread')
  equal((await lookUp(site, { number: 'x', code: typed })).outcome, 'number-misread')
})

test('nothing is signed that was not agreed to, was agreed to as something else, or by a forged touch', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const content = await installation.content(request)
  const approval = await installation.prepare(request, content)
  const asked = { approval, text: content }
  deepEqual(await issue(installation.deps, asked), { outcome: 'not-approved' })
  await installation.answer(approval, { forged: true })
  deepEqual(await issue(installation.deps, asked), { outcome: 'not-approved' })
  await nothingSigned(installation)

  const other = await installation.request(await installation.person())
  const theirs = await installation.content(other)
  const second = await installation.prepare(other, theirs)
  await installation.answer(second, { verdict: 'refused' })
  deepEqual(await issue(installation.deps, { approval: second, text: theirs }), { outcome: 'not-approved' })

  const third = await installation.request(await installation.person())
  const agreed = await installation.content(third)
  const approved = await installation.prepare(third, agreed)
  await installation.answer(approved)
  const altered = agreed.replace('林晓雨', '林晓云')
  deepEqual(await issue(installation.deps, { approval: approved, text: altered }), {
    outcome: 'another-content',
  })
  deepEqual(await issue(installation.deps, { approval: approved, text: `${agreed} ` }), {
    outcome: 'malformed',
  })
  const tomorrow = await installation.content(third, {
    checks: [{ ...CODE, what: 'passport', day: '2099-01-01' }],
  })
  deepEqual(await issue(installation.deps, { approval: approved, text: tomorrow }), { outcome: 'malformed' })
  await nothingSigned(installation)
  equal((await issue(installation.deps, { approval: approved, text: agreed })).outcome, 'issued')
})

test('its own branch does not agree to a certificate, and no branch that was not given the content', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const approval = await installation.prepare(request, await installation.content(request))
  const { db } = installation.database
  await db.deleteFrom('staff.role').where('member', '=', installation.crane).execute()
  for (const branch of ['centre', 'paris'])
    await sql`alter table staff.role disable trigger role_by_two`
      .execute(db)
      .then(() =>
        db
          .insertInto('staff.role')
          .values({ member: installation.crane, branch, role: 'approver' })
          .execute(),
      )
  await rejects(installation.answer(approval, { branch: 'centre' }), /another branch/)
  await db.insertInto('staff.branch').values({ id: 'rome', name: 'SAMPLE Rome' }).execute()
  await db
    .insertInto('staff.role')
    .values({ member: installation.crane, branch: 'rome', role: 'approver' })
    .execute()
  await rejects(installation.answer(approval, { branch: 'rome' }), /not sealed to this branch/)
  await installation.answer(approval)
})

test('the register changed while two agreed: what is not true any more is not signed', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const request = await installation.request(hers)
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  await installation.database.db.deleteFrom('staff.role').where('member', '=', installation.crane).execute()
  await withdraw(installation.database, hers.submission)
  await installation.ledger.take()
  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'not-certifiable' })
  await nothingSigned(installation)
})

test('a pseudonym is certified as it is published, and no other name as that', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person([{ name: 'SAMPLE 清风' }])
  const made = await certified(installation, hers, {
    holder: { kind: 'pseudonym', name: 'SAMPLE 清风' },
    checks: [CODE],
  })
  const pdf = await fileOf(installation, hers, made.number)
  deepEqual(readFile(await credentialInPdf(pdf)).holder, { kind: 'pseudonym', name: 'SAMPLE 清风' })

  const request = await installation.request(await installation.person([{ name: 'SAMPLE 明月' }]))
  const text = await installation.content(request, {
    holder: { kind: 'pseudonym', name: 'SAMPLE 别人' },
    checks: [CODE],
  })
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'not-certifiable' })
})

test('a name that no font can write is found before anything is spent', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const text = await installation.content(request, {
    holder: {
      kind: 'named',
      name: 'SAMPLE 林\u{2A600}',
      latin: 'SAMPLE LIN',
      born: '1968-05-17',
      birthplace: '',
    },
  })
  equal((await draft(installation.deps, text)).outcome, 'unshowable')
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const outcome = await issue(installation.deps, { approval, text })
  equal(outcome.outcome, 'unshowable')
  await nothingSigned(installation)
})

test('a draft is a picture, and nothing of it is signed', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const drafted = await draft(installation.deps, await installation.content(request))
  ok(drafted.outcome === 'drafted')
  match(drafted.picture, /^<svg/)
  await nothingSigned(installation)
})

test('a certificate that is issued anew ends the one before; revoked and suspended show in the list', async () => {
  await using installation = await openCertificates()
  const hers = await installation.person()
  const first = await certified(installation, hers)
  const second = await certified(installation, hers)
  const other = await certified(installation, await installation.person())
  deepEqual(await statesOf(installation, [first, second, other]), ['superseded', 'valid', 'valid'])
  const site = installation.database.openAs('exeunt_site')
  const found = await sql<{ successor: string }>`
    select successor from certificates.state where number = ${first.number}`.execute(installation.database.db)
  equal(found.rows[0]?.successor, second.number)
  equal((await site.selectNoFrom(sql<number>`1`.as('one')).executeTakeFirstOrThrow()).one, 1)
})

test('the published lists are held to what was agreed to, and whoever alters one is found', async () => {
  await using installation = await openCertificates()
  await certified(installation, await installation.person())
  const { folder } = installation.deps
  const check = (read = folder) =>
    checkLists(installation.database.db, {
      folder: read,
      issuers: pinnedIssuers(installation.deps.keys(), installation.deps),
      clock: installation.deps.clock,
      today: '2999-01-01' as Day,
    })
  const elsewhere = publicFolder(mkdtempSync(join(installation.directory, 'empty-')))
  deepEqual(await check(elsewhere), { place: 'status/1', why: 'missing' })
  await publishLists(installation.deps)
  equal(await check(), null)
  const good = Buffer.from(folder.get('status/1') ?? []).toString()
  const [head = '', body = '', tail = ''] = good.split('.')
  const altered = Buffer.from(
    Buffer.from(body, 'base64url').toString().replace('"bits":4', '"bits":4 '),
  ).toString('base64url')
  folder.put(new Map([['status/1', Buffer.from(`${head}.${altered}.${tail}`)]]))
  deepEqual(await check(), { place: 'status/1', why: 'not-signed' })
  folder.put(new Map([['status/1', await allValid(installation)]]))
  deepEqual(await check(), { place: 'status/1', why: 'another-state' }, 'nothing was issued in most places')
  folder.put(new Map([['status/1', Buffer.from(good)]]))
  const hers = await installation.person()
  await certified(installation, hers)
  await certified(installation, hers)
  deepEqual(await check(), { place: 'status/1', why: 'another-state' }, 'one was superseded since')
  await publishLists(installation.deps)
  equal(await check(), null)
  const later = () => new Date(installation.deps.clock().getTime() + 4 * 24 * 60 * 60 * 1_000)
  const stale = { folder, issuers: pinnedIssuers(installation.deps.keys(), installation.deps), clock: later }
  deepEqual(await checkLists(installation.database.db, { ...stale, today: '2999-01-01' as Day }), {
    place: 'status/1',
    why: 'too-old',
  })
})

test('a lost key signs nothing any more, and lists are signed by none that is lost', async () => {
  await using installation = await openCertificates()
  const request = await installation.request(await installation.person())
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const [key] = installation.deps.keys()
  ok(key)
  markLost(installation.directory, Buffer.from(key.signer.kid).toString('hex'), key.from)
  deepEqual(await issue(installation.deps, { approval, text }), { outcome: 'no-key' })
  await publishLists(installation.deps)
  equal(installation.ledger.deps.folder.get('status/1'), undefined)
})

async function certified(
  installation: TestCertificates,
  applicant: Applicant,
  differing: Parameters<TestCertificates['content']>[1] = {},
): Promise<{ number: string; index: number }> {
  const request = await installation.request(applicant)
  const text = await installation.content(request, differing)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  const issued = await issue(installation.deps, { approval, text })
  ok(issued.outcome === 'issued', JSON.stringify(issued))
  const { index } = await installation.database.db
    .selectFrom('certificates.intent')
    .select('index')
    .where('number', '=', issued.number)
    .executeTakeFirstOrThrow()
  return { number: issued.number, index }
}

async function fileOf(
  installation: TestCertificates,
  { hash, reply }: Applicant,
  number: string,
): Promise<Uint8Array> {
  const { rows } = await sql<{ file: Uint8Array }>`
    select certificates.file_by_code(${hash}, ${number}) as file`.execute(
    installation.database.openAs('exeunt_site'),
  )
  return openWith(reply, { id: number, field: 'certificate', sealed: rows[0]?.file ?? new Uint8Array(0) })
}

async function evidence({ deps }: TestCertificates) {
  await publishLists(deps)
  const issuers = pinnedIssuers(deps.keys(), deps)
  ok(issuers)
  const statusList = Buffer.from(deps.folder.get('status/1') ?? []).toString()
  return { issuers, statusList, now: new Date() }
}

/** A list as whoever has the key could sign it. */
async function allValid({ deps }: TestCertificates): Promise<Uint8Array> {
  const [key] = deps.keys()
  ok(key)
  const issuedAt = Math.floor(Date.now() / 1_000)
  const jwt = await signStatusList(key.signer, {
    uri: `${deps.origin}/status/1`,
    issuedAt,
    expiresAt: issuedAt + 86_400,
    keptFor: 3_600,
    states: new Uint8Array(LIST_SIZE),
  })
  return Buffer.from(jwt)
}

async function statesOf(installation: TestCertificates, certificates: readonly { index: number }[]) {
  const { statusList } = await evidence(installation)
  const list = await readStatusList(statusList)
  return certificates.map(({ index }) => list.stateAt(index))
}

async function nothingSigned({ database }: TestCertificates): Promise<void> {
  equal((await database.db.selectFrom('certificates.intent').select('number').execute()).length, 0)
  equal((await database.db.selectFrom('certificates.issued').select('number').execute()).length, 0)
}

function textOf(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  writeFileSync(join(folder, 'page.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'page.pdf'), '-']).toString()
  rmSync(folder, { recursive: true })
  return text
}
