// Somebody else holds the sender's phone: what that can bring about, and what it can find out. docs/decisions/0027-duress.md.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asMember } from '#db'
import { addFollowup } from '#intake'
import { readEntry } from '#register'
import { languagesCovering } from '#i18n'
import { COMPLETE, declare, declareAndRegister, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { type OpenCase } from '../installation/reviewer.ts'
import { says } from './site-visitor.ts'

const en = says('en')
let installation: TestInstallation
before(async () => {
  installation = await openTestInstallation()
})
after(() => installation[Symbol.asyncDispose]())

/** The code with one of its own words once more. */
function duress(code: string): string {
  return `${code} ${code.split(' ')[3]}`
}

describe('a wish to withdraw', () => {
  test('rests for fourteen whole days, and her page says until when and by whom it will be looked at', async () => {
    const code = await declareAndRegister(installation)
    const page = await use(code, 'withdraw')
    assert.match(page, /You asked to withdraw on \d+ \w+ \d{4}\. Nothing changes before \d+ \w+ \d{4}\./)
    assert.ok(page.includes(en('return-wish-by-two')))
    assert.equal(await installation.reviewer.open(), null)
    await installation.pass(14)
    assert.equal(
      await installation.reviewer.open(),
      null,
      'fourteen days are not whole before the fifteenth begins',
    )
    await installation.pass(1)
    assert.doesNotMatch(await use(code), /Nothing changes before/)
    const wish = await next()
    assert.equal(wish.cause, 'withdrawal')
    await installation.reviewer.withdraw(wish)
    await installation.work()
    assert.ok((await use(code)).includes(en('return-withdrawn')))
  })

  test('is said in every language, with the way to take it back', async () => {
    const code = await declareAndRegister(installation)
    await use(code, 'withdraw')
    for (const language of languagesCovering('site')) {
      const { text } = await post(installation, `/${language}/return`, { code, do: 'look' })
      for (const key of ['return-wish-by-two', 'return-wish-back-lead', 'return-wish-back'] as const)
        assert.ok(text.includes(says(language)(key)), `${language} ${key}`)
    }
    await use(code, 'wish-back')
  })

  test('is taken back with the same code, and everything is as it was: registered, or waiting for a reviewer', async () => {
    const registered = await declareAndRegister(installation)
    await use(registered, 'withdraw')
    assert.ok((await use(registered, 'wish-back')).includes(en('return-wish-taken-back')))
    assert.ok((await use(registered)).includes('is in the register'))
    await installation.pass(15)
    assert.equal(await installation.reviewer.open(), null)

    const waiting = await declare(installation)
    await use(waiting, 'withdraw')
    assert.ok((await use(waiting)).includes(en('return-wish-unread')))
    assert.equal(await installation.reviewer.open(), null, 'nobody registers it against her wish meanwhile')
    await use(waiting, 'wish-back')
    const found = await next()
    assert.deepEqual(
      [found.cause, found.followups.map(({ kind }) => kind)],
      ['new', ['withdrawal', 'wish-taken-back']],
    )
    await installation.reviewer.register(found)
    await installation.work()
  })

  test('and an answer that waits: taken back, the answer waits again', async () => {
    const code = await declare(installation)
    await installation.reviewer.ask(await next(), 'Which year?')
    await use(code, 'answer', 'In 1998.')
    await use(code, 'withdraw')
    assert.equal(await installation.reviewer.open(), null)
    await use(code, 'wish-back')
    const found = await next()
    assert.equal(found.cause, 'answer')
    await installation.reviewer.decline(found, 'not-understood')
  })

  test('before the reviewer has decided, stops her: the case that she has open is no longer hers to register', async () => {
    const code = await declare(installation)
    const open = await next()
    await use(code, 'withdraw')
    await assert.rejects(installation.reviewer.register(open), /case-changed/)
    assert.equal(await installation.reviewer.open(), null)
    await use(code, 'wish-back')
    await installation.reviewer.register(await next())
    await installation.work()
  })

  test('that is taken back while a colleague is asked is not carried out when she agrees', async () => {
    await using installation = await openTestInstallation()
    const code = await declareAndRegister(installation)
    await post(installation, '/en/return', { code, do: 'withdraw' })
    await installation.pass(15)
    const wish = await installation.reviewer.open()
    assert.ok(wish)
    const back = post(installation, '/en/return', { code, do: 'wish-back' })
    await back
    await assert.rejects(installation.reviewer.withdraw(wish), /lock-lost/, 'nor while the first has it open')

    await post(installation, '/en/return', { code, do: 'withdraw' })
    await installation.pass(15)
    const again = await installation.reviewer.open()
    assert.ok(again)
    await installation.reviewer.askToWithdraw(again)
    await post(installation, '/en/return', { code, do: 'wish-back' })
    await installation.reviewer.agree()
    await installation.work()
    assert.ok((await readEntry(installation.database.db, 1))?.lines.every(({ withdrawn }) => !withdrawn))
    const { text } = await post(installation, '/en/return', { code, do: 'look' })
    assert.ok(text.includes(en('return-registered', { number: '1' })))
  })
})

describe('a code with one word more', () => {
  test('is answered like the code, whatever is done with it, and of what is stored nothing but the sealed text differs', async () => {
    const stored: unknown[] = []
    const pages: string[][] = []
    for (const form of [(code: string) => code, duress]) {
      await using installation = await openTestInstallation()
      const seen: string[] = []
      const act = async (code: string, what = 'look', answer = '') => {
        const { text } = await post(installation, '/en/return', { code: form(code), do: what, answer })
        assert.equal(Buffer.byteLength(text), 24_576)
        seen.push(visible(text))
      }
      const registered = await declareAndRegister(installation)
      const asked = await declare(installation)
      const held = await installation.reviewer.open()
      assert.ok(held)
      await installation.reviewer.ask(held, 'Which year?')
      for (const what of ['look', 'withdraw-ask', 'withdraw', 'look', 'wish-back', 'look', 'withdraw'])
        await act(registered, what)
      for (const what of ['look', 'answer', 'look']) await act(asked, what, 'In 1998. '.repeat(100))
      pages.push(seen)

      const { rows } = await sql`
        select f.kind, octet_length(f.sealed) as size, p.cause, p.resumes, p.not_before, p.since,
          cardinality(f.takes_back) as back
        from intake.followup f left join intake.pending p using (submission) order by 1, 2, 3`.execute(
        installation.database.db,
      )
      stored.push(rows)
    }
    assert.deepEqual(pages[1], pages[0])
    assert.deepEqual(stored[1], stored[0])
  })

  test('gives a sealed text of one length with the code’s, whatever was written: also where one byte more is a step', async () => {
    const submission = randomUUID()
    const sizes = { code: [] as number[], duress: [] as number[] }
    const { db } = installation.database
    const written = Array.from({ length: 60 }, (_, at) => 'x'.repeat(1_900 + at))
    for (const text of written) {
      for (const form of ['code', 'duress'] as const) {
        const said = {
          submission,
          kind: 'answer',
          text,
          duress: form === 'duress',
          nonce: randomBytes(32),
        } as const
        await addFollowup(said, installation.deps)
        const { rows } = await sql<{ size: number }>`
          delete from intake.pending where submission = ${submission} returning (
            select octet_length(sealed) from intake.followup order by octet_length(sealed) desc limit 1) as size`.execute(
          db,
        )
        sizes[form].push(rows[0]?.size ?? 0)
      }
    }
    assert.deepEqual(sizes.duress, sizes.code)
    assert.equal(new Set(sizes.code).size, 2, 'the step is among them')
  })

  test('is told to the reviewer by what is sealed, and left as it is: the page says the same for ever', async () => {
    const kept: string[][] = []
    for (const form of [(code: string) => code, duress]) {
      await using installation = await openTestInstallation()
      const code = form(await declareAndRegister(installation))
      const seen: string[] = []
      const look = async () =>
        seen.push(visible((await post(installation, '/en/return', { code, do: 'look' })).text))
      await post(installation, '/en/return', { code, do: 'withdraw' })
      await look()
      await installation.pass(15)
      await look()
      const wish = await installation.reviewer.open()
      assert.ok(wish)
      assert.equal(wish.duress, form === duress)
      await look()
      // Who was made to do it, and who did not convince: neither is told, and neither can be told from one who waits.
      await installation.reviewer.keep(wish)
      await installation.work()
      for (const days of [0, 1, 60]) {
        await installation.pass(days)
        await look()
      }
      assert.equal(await installation.reviewer.open(), null)
      assert.ok((await readEntry(installation.database.db, 1))?.lines.every(({ withdrawn }) => !withdrawn))
      assert.ok(seen.slice(1).every((page) => page === seen[1]))
      kept.push(seen)
    }
    assert.deepEqual(kept[1], kept[0])
  })

  test('left as it is, is hers again when she is safe: taken back and asked anew with the code, it is carried out', async () => {
    const code = await declareAndRegister(installation)
    await use(duress(code), 'withdraw')
    await installation.pass(15)
    await installation.reviewer.keep(await next())
    await use(code, 'wish-back')
    await use(code, 'withdraw')
    assert.equal(await installation.reviewer.open(), null)
    await installation.pass(15)
    const wish = await next()
    assert.ok(wish.duress, 'the reviewer sees that she was made to do it before')
    await installation.reviewer.withdraw(wish)
    await installation.work()
    assert.ok((await use(code)).includes(en('return-withdrawn')))
  })

  test('loses nobody her place in the queue: taken back, what was left as it is waits for a reviewer', async () => {
    const code = await declare(installation)
    await use(duress(code), 'withdraw')
    await installation.pass(15)
    await installation.reviewer.keep(await next())
    assert.equal(await installation.reviewer.open(), null)
    await use(code, 'wish-back')
    const found = await next()
    assert.equal(found.cause, 'new')
    await installation.reviewer.register(found)
    await installation.work()
  })

  test('can be learned on the page of the code and on that about safety, in every language', async () => {
    for (const language of languagesCovering('site')) {
      const t = says(language)
      const done = await post(installation, `/${language}/declare`, { ...COMPLETE, show: 'counted' })
      assert.ok(done.text.includes(t('done-code-duress')), language)
      const safety = await get(installation, `/${language}/safety`)
      assert.ok(safety.text.includes(t('safety-others-4')), language)
      await installation.reviewer.registerAll()
    }
  })
})

test('past the program, the database takes nobody out whose wish has not rested, was taken back, or was left as it is', async () => {
  await using installation = await openTestInstallation()
  const code = await declareAndRegister(installation)
  const { db } = installation.database
  const { submission } = await db
    .selectFrom('register.provenance')
    .select('submission')
    .executeTakeFirstOrThrow()
  const { id: member } = await db.selectFrom('staff.member').select('id').limit(1).executeTakeFirstOrThrow()
  const desk = asMember(installation.database.openAs('exeunt_desk'), member)
  const decide = () =>
    sql`insert into review.decision (submission, sequence, member, verdict, day)
      values (${submission}, 9, ${member}, 'withdraw', '2026-01-01')`.execute(desk)
  const takeOut = () =>
    sql`insert into review.acceptance (submission, kind, channel, received, version)
      values (${submission}, 'withdrawal', 'web', '2026-01-01', 'null')`.execute(desk)
  const refused = async (why: string) => {
    await assert.rejects(decide(), /has rested/, why)
    await assert.rejects(takeOut(), /has rested|approved by two/, why)
  }
  await refused('nobody asked')
  await post(installation, '/en/return', { code, do: 'withdraw' })
  await refused('asked today')
  await installation.pass(13)
  await refused('asked thirteen days ago')
  await post(installation, '/en/return', { code, do: 'wish-back' })
  await installation.pass(30)
  await refused('taken back')
  await post(installation, '/en/return', { code, do: 'withdraw' })
  await installation.pass(15)
  const wish = await installation.reviewer.open()
  assert.ok(wish)
  await installation.reviewer.keep(wish)
  await refused('left as it is')

  const site = installation.database.openAs('exeunt_site')
  const backdated = sql`insert into intake.followup (submission, kind, day, box, sealed)
    values (${submission}, 'withdrawal', '2026-01-01', gen_random_uuid(), '')`
  await assert.rejects(
    backdated.execute(site),
    /of the past/,
    'whoever has the site cannot make a wish older',
  )
})

/** What a page says, without what differs from page to page: its token, and the code that it sends on. */
function visible(html: string): string {
  return html.replaceAll(/name="token" value="[^"]*"|name="code" value="[^"]*"| +/g, '')
}

/** Use the code on its page; what the page then says. */
async function use(code: string, act = 'look', answer = ''): Promise<string> {
  const { text } = await post(installation, '/en/return', { code, do: act, answer })
  return text.replaceAll(/<!--.*?-->|<[^>]*>/g, '').replaceAll(/ +/g, ' ')
}

async function next(): Promise<OpenCase> {
  const found = await installation.reviewer.open()
  assert.ok(found, 'a case waits')
  return found
}
