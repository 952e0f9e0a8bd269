// What somebody learns who watches the line, or tries codes: nothing.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { languagesCovering } from '#i18n'
import { readDecision } from '#review'
import { declare, get, post } from './by-wire.ts'
import { openTestInstallation, type TestInstallation } from '../installation/with-site.ts'
import { type OpenCase } from '../installation/reviewer.ts'
import { says } from './site-visitor.ts'

let installation: TestInstallation
before(async () => {
  installation = await openTestInstallation()
})
after(() => installation[Symbol.asyncDispose]())

test('every state of a declaration, an unknown code and no code at all look the same from outside', async () => {
  const { reviewer } = installation
  const withdrawn = await declare(installation)
  await reviewer.register(await next())
  await installation.work()
  await post(installation, '/en/return', { code: withdrawn, do: 'withdraw' })
  await installation.pass(15)
  await reviewer.withdraw(await next())
  await installation.work()
  const registered = await declare(installation)
  await reviewer.register(await next())
  await installation.work()
  const entering = await declare(installation)
  await reviewer.register(await next())
  const declined = await declare(installation)
  await reviewer.decline(await next(), 'test-or-mockery')
  const asked = await declare(installation)
  await reviewer.ask(await next(), '问'.repeat(2_000))
  const reading = await declare(installation)
  await next()
  const wantsOut = await declare(installation)
  await post(installation, '/en/return', { code: wantsOut, do: 'withdraw' })
  const received = await declare(installation)

  const duress = `${received} ${received.split(' ')[0]}`
  const codes = { received, duress, reading, entering, registered, declined, asked, wantsOut, withdrawn }
  const unknown = {
    unknown: 'zoo '.repeat(11) + 'wrong',
    none: '',
    mistyped: `${received} zooo`,
    'too short': 'zoo zoo',
    digits: '1'.repeat(41),
  }
  for (const language of languagesCovering('site')) {
    const answers = new Map<string, string>()
    for (const [state, code] of Object.entries({ ...codes, ...unknown })) {
      const { body, outside } = await look(code, language)
      const said = body.replaceAll(
        /(?:name="token" value|name="code" value)="[^"]*"|<textarea id="code"[^]*?<\/textarea>| +/g,
        '',
      )
      answers.set(said, state)
      assert.deepEqual(outside, { status: 200, length: 24_576, headers: HEADERS }, `${state} in ${language}`)
    }
    const apart =
      'inside, eight states, "nothing to show", and the four ways of typing no code can be told apart'
    assert.equal(answers.size, 13, apart)
  }
})

test('no question makes the page larger, however long it is and whatever is in it, nor does anything said to it', async () => {
  const questions = [
    '"'.repeat(30_000),
    '😀'.repeat(7_000),
    'a\n'.repeat(9_000),
    '\u0301\u0323'.repeat(9_000),
    '',
  ]
  const codes: string[] = []
  // Cases are handed out at random: each question is to be about the declaration made just before it.
  await installation.reviewer.registerAll()
  for (const question of questions) {
    codes.push(await declare(installation))
    await installation.reviewer.ask(await next(), question)
  }
  const sizes = new Set<number>()
  const answers = ['', '"'.repeat(900), '答'.repeat(1_500), '答'.repeat(1_600)]
  const hers = codes.flatMap((code) =>
    ['look', 'withdraw-ask', 'answer'].flatMap((act) =>
      answers.map((answer) => ({ code, do: act, ...(act === 'answer' && { answer, token: 'none' }) })),
    ),
  )
  const others = [{ code: 'zoo' }, { code: '' }, { code: 'x'.repeat(999) }, { do: 'nothing' }, { do: '' }]
  for (const fields of [...hers, ...others])
    sizes.add(Buffer.byteLength((await post(installation, '/zh-hant/return', fields)).text))
  const unread = await installation.app.request('/zh-hans/return', {
    method: 'POST',
    body: 'x'.repeat(70_000),
  })
  const wrong = await installation.app.request('/zh-hans/return', { method: 'PUT' })
  for (const refused of [unread, wrong]) sizes.add(Buffer.byteLength(await refused.text()))
  assert.deepEqual([...sizes], [24_576])
})

test('a question longer than a question is no decision', () => {
  const sealed = (bytes: number) =>
    Buffer.concat([Buffer.from('age-encryption.org/v1\n'), randomBytes(bytes)]).toString('base64')
  const hold = (bytes: number) => ({
    verdict: 'hold',
    questionForSender: sealed(bytes),
    questionForDesk: sealed(100),
    questionBox: randomUUID(),
  })
  assert.ok(readDecision(hold(8 * 1024 + 1_659 - 22)), 'a thousand characters fit, of any script')
  assert.equal(readDecision(hold(16 * 1024)), null)
})

test('the page says the same for an unknown code whatever is asked of it', async () => {
  for (const act of ['look', 'answer', 'withdraw', 'withdraw-ask', 'anything']) {
    const { status, text } = await post(installation, '/en/return', {
      code: 'zoo '.repeat(11) + 'wrong',
      do: act,
      answer: 'x',
    })
    assert.equal(status, 200)
    assert.ok(text.includes(says('en')('return-unknown')))
  }
})

test('a code is never in an address, and a page never says one back except in the form that sends it on', async () => {
  const code = await declare(installation)
  const { text } = await post(installation, '/en/return', { code, do: 'look' })
  const shown = text.replaceAll(/<input type="hidden" name="code" value="[^"]*"\/?>/g, '')
  assert.ok(!shown.includes(code))
  assert.ok(!/(?:href|action)="[^"]*\?/.test(text))
  const byAddress = await get(installation, `/en/return?code=${encodeURIComponent(code)}&do=look`)
  assert.ok(!byAddress.text.includes('class="status"'))
})

const HEADERS = [
  'cache-control',
  'content-encoding',
  'content-security-policy',
  'content-type',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
]

async function look(code: string, language: string) {
  const { status, text, headers } = await post(installation, `/${language}/return`, { code, do: 'look' })
  return {
    body: text,
    outside: { status, length: Buffer.byteLength(text), headers: [...headers.keys()].toSorted() },
  }
}

async function next(): Promise<OpenCase> {
  const found = await installation.reviewer.open()
  assert.ok(found, 'a case waits')
  return found
}
