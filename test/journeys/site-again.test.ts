// Somebody declares for a second time, under her own name perhaps, and decides what of that anybody may know.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { asMember, transaction } from '#db'
import { eraseEntry } from '#ledger'
import { earlierOf } from '#review'
import { recount } from '#statistics'
import { asEntropy, returnCodeWords } from '#vault'
import { languagesCovering } from '#i18n'
import { COMPLETE, declare, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { type OpenCase } from '../installation/reviewer.ts'
import { says } from './site-visitor.ts'

const en = says('en')
const REAL = { p0n: 'Zhang Wei', p0k: 'real' }

test('the form is taken alike whatever code is shown: known, its duress form, unknown, or none', async () => {
  await using installation = await openTestInstallation()
  const code = await declareAndRegister(installation)
  const codes = {
    known: code,
    duress: `${code} ${code.split(' ')[0]}`,
    unknown: returnCodeWords(asEntropy(randomBytes(16)), 'en').join(' '),
    'a slip of the pen': `${code} xyzzy`,
    nonsense: '<b>'.repeat(9),
  }
  const pages = new Set<string>()
  const sealed: Record<string, OpenCase['submission']['earlier']> = {}
  for (const [kind, earlier] of Object.entries(codes)) {
    const { status, text } = await post(installation, '/en/declare', {
      ...COMPLETE,
      ...REAL,
      earlier,
      linked: 'on',
    })
    assert.equal(status, 200)
    pages.add(text.replaceAll(/<li>[a-z]+<\/li>|<p class="digits"[^>]*>[^<]*/g, ''))
    const found = await next(installation)
    sealed[kind] = found.submission.earlier
    assert.ok(
      !JSON.stringify(found.submission).includes(code),
      'the code itself is not kept, not even sealed',
    )
    await installation.reviewer.decline(found, 'test-or-mockery')
  }
  assert.equal(pages.size, 1)
  const submission = (
    await installation.database.db.selectFrom('register.provenance').selectAll().executeTakeFirst()
  )?.submission
  const unknown = { submission: null, shown: true, duress: false }
  assert.deepEqual(sealed, {
    known: { submission, shown: true, duress: false },
    // What she was made to show links nothing, whatever else is ticked.
    duress: { submission, shown: false, duress: true },
    unknown,
    'a slip of the pen': unknown,
    nonsense: unknown,
  })
})

test('whoever comes back to the page before sending, reloads it and sends once more has made one declaration', async () => {
  await using installation = await openTestInstallation()
  const { token } = hiddenFields((await get(installation, '/en/declare')).text)
  const codes = new Set<string>()
  for (let times = 0; times < 2; times += 1) {
    const looked = await post(installation, '/en/declare', { ...COMPLETE, ...REAL, token, do: 'review' })
    const sent = await post(installation, '/en/declare', {
      ...COMPLETE,
      ...REAL,
      ...hiddenFields(looked.text),
      do: 'send',
    })
    codes.add([...sent.text.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word).join(' '))
  }
  assert.equal(codes.size, 1)
  assert.match([...codes][0] ?? '', /^(?:[a-z]+ ){11}[a-z]+$/)
  const { length } = await installation.database.db.selectFrom('intake.submission').select('id').execute()
  assert.equal(length, 1)
})

/** The token that a page goes on with. */
function hiddenFields(page: string): { token: string } {
  return { token: /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '' }
}

test('linked for the centre alone, she is not counted twice, and no page, file or row says that the two belong together', async () => {
  await using installation = await openTestInstallation()
  const earlier = await declareAndRegister(installation)
  await declare(installation, { ...REAL, earlier })
  const found = await next(installation)
  assert.deepEqual(await standing(installation, found), { number: 1, counted: true, waits: false })
  await installation.reviewer.registerUncounted(found)
  await installation.work()
  const { counted } = await recount(installation.database.db)
  assert.equal(counted, 1)
  const { db } = installation.database
  const rows = await db.selectFrom('register.entry').select(['number', 'links_to']).execute()
  assert.ok(rows.every((row) => row.links_to === null))
  for (const number of [1, 2]) {
    const { text } = await get(installation, `/en/register/${number}`)
    assert.doesNotMatch(text, new RegExp(`/en/register/${3 - number}"`))
  }
})

test('linked for everybody, as she ticked: both entries name each other, in every language, until the later one is withdrawn', async () => {
  await using installation = await openTestInstallation()
  const earlier = await declareAndRegister(installation)
  const code = await declare(installation, { ...REAL, earlier, linked: 'on' })
  await installation.reviewer.registerUncounted(await next(installation), { linksTo: 1 })
  await installation.work()
  for (const language of languagesCovering('site')) {
    const t = says(language)
    const link = (number: number) =>
      `<a href="/${language}/register/${number}">${t('register-entry', { number: String(number) })}</a>`
    const { text: later } = await get(installation, `/${language}/register/2`)
    assert.ok(later.includes(t('register-links-to', { link: link(1) })), language)
    const { text: before } = await get(installation, `/${language}/register/1`)
    assert.ok(before.includes(t('register-linked-from', { link: link(2) })), language)
  }
  await post(installation, '/en/return', { code, do: 'withdraw' })
  await installation.pass(15)
  await installation.reviewer.withdraw(await next(installation))
  await installation.work()
  for (const [number, other] of [
    [1, 2],
    [2, 1],
  ]) {
    const { text } = await get(installation, `/en/register/${number}`)
    assert.ok(!text.includes(`/en/register/${other}"`), `entry ${number} names ${other} no more`)
  }
})

test('a link goes with either of the two that is erased', async () => {
  for (const erased of [1, 2]) {
    await using installation = await openTestInstallation()
    const earlier = await declareAndRegister(installation)
    await declare(installation, { ...REAL, earlier, linked: 'on' })
    await installation.reviewer.registerUncounted(await next(installation), { linksTo: 1 })
    await installation.work()
    const { db } = installation.database
    await transaction(db, (tx) => eraseEntry(tx, { number: erased, line: null }))
    const links = await db.selectFrom('register.entry').select('links_to').execute()
    assert.ok(links.every(({ links_to }) => links_to === null))
  }
})

test('who asks for a link that everybody sees, and shows no code, is told so; who asks for none is linked with nothing', async () => {
  await using installation = await openTestInstallation()
  const { status, text } = await post(installation, '/en/declare', { ...COMPLETE, linked: 'on' })
  assert.equal(status, 422)
  assert.ok(text.includes(en('declare-fault-link-needs-code')))
  await declareAndRegister(installation)
  await declare(installation)
  assert.equal((await next(installation)).submission.earlier, null)
})

test('what the declaration of before is now is what the reviewer is told: it waits, was not accepted, or is counted no more', async () => {
  await using installation = await openTestInstallation()
  const first = await declare(installation)
  const waiting = await next(installation)
  assert.deepEqual(await standing(installation, waiting, waiting.id), {
    number: null,
    counted: false,
    waits: true,
  })
  await installation.reviewer.register(waiting)
  assert.deepEqual(await standing(installation, waiting, waiting.id), {
    number: null,
    counted: false,
    waits: true,
  })
  await installation.work()
  assert.deepEqual(await standing(installation, waiting, waiting.id), {
    number: 1,
    counted: true,
    waits: false,
  })
  await post(installation, '/en/return', { code: first, do: 'withdraw' })
  await installation.pass(15)
  await installation.reviewer.withdraw(await next(installation))
  await installation.work()
  assert.deepEqual(await standing(installation, waiting, waiting.id), {
    number: 1,
    counted: false,
    waits: false,
  })

  await declare(installation)
  const declined = await next(installation)
  await installation.reviewer.decline(declined, 'test-or-mockery')
  assert.deepEqual(await standing(installation, declined, declined.id), {
    number: null,
    counted: false,
    waits: false,
  })
})

/** What the desk is told, with the id that only the sealed case says. */
async function standing(
  installation: TestInstallation,
  found: OpenCase,
  submission = found.submission.earlier?.submission ?? '',
) {
  const { id } = await installation.database.db
    .selectFrom('staff.member')
    .select('id')
    .where('name', '=', 'Wen')
    .executeTakeFirstOrThrow()
  return earlierOf(asMember(installation.database.openAs('exeunt_desk'), id), submission)
}

async function next(installation: TestInstallation): Promise<OpenCase> {
  const found = await installation.reviewer.open()
  assert.ok(found, 'a case waits')
  return found
}
