// On the page for return codes: what was sent once and comes again, and what comes in its place.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { siteApp } from '#site'
import { databaseAway, formOn } from '../away.ts'
import { declare, declareAndRegister } from './by-wire.ts'
import { type TestInstallation, openTestInstallation } from '../installation/with-site.ts'
import { says } from './site-visitor.ts'

const en = says('en')
let installation: TestInstallation
before(async () => {
  installation = await openTestInstallation()
})
after(() => installation?.[Symbol.asyncDispose]())

/** Press a button of the page for return codes, with a token that may have been used before. */
async function press(act: string, fields: { code: string; token?: string; answer?: string }) {
  const token = fields.token ?? (await press('look', { ...fields, token: '' })).token
  const body = new URLSearchParams({ ...fields, token, do: act })
  const response = await installation.app.request('/en/return', { method: 'POST', body })
  const text = await response.text()
  return { text, token: /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '' }
}

const tokenFor = async (code: string) => (await press('look', { code, token: '' })).token

async function asked(question: string, code = '') {
  const own = code || (await declare(installation))
  const opened = (await installation.reviewer.open()) ?? assert.fail()
  await installation.reviewer.ask(opened, question)
  return own
}

async function followups(): Promise<number> {
  const { rows } = await installation.database.db
    .selectFrom('intake.followup')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

test('an answer whose receipt was lost is acknowledged once more, though the page no longer offers to answer', async () => {
  const code = await asked('SAMPLE where?')
  const token = await tokenFor(code)
  const rows = await followups()
  for (let times = 0; times < 2; times += 1) {
    const { text } = await press('answer', { code, token, answer: 'SAMPLE in Chengdu' })
    assert.ok(text.includes(en('return-answer-received')))
  }
  assert.equal(await followups(), rows + 1)

  const { text } = await press('answer', { code, token, answer: 'SAMPLE in Lhasa' })
  assert.ok(text.includes(en('return-sent-before')))
  assert.ok(text.includes('SAMPLE in Lhasa'), 'what was not sent is still there')
  assert.equal(await followups(), rows + 1)
  await installation.reviewer.registerAll()
})

test('an answer to a second question under the token of the first is not taken for the first: it stays, and goes with the next press', async () => {
  const code = await asked('SAMPLE where?')
  const token = await tokenFor(code)
  await press('answer', { code, token, answer: 'SAMPLE yes' })
  await asked('SAMPLE and when?', code)
  const rows = await followups()
  for (const answer of ['SAMPLE in 1998', 'SAMPLE yes']) {
    const { text } = await press('answer', { code, token, answer })
    assert.ok(text.includes(en('return-sent-before')), answer)
    assert.ok(!text.includes(en('return-answer-received')))
    assert.match(text, new RegExp(`<textarea[^>]*name="answer"[^>]*>\\s*${answer}`))
  }
  assert.equal(await followups(), rows)
  const shown = await press('answer', { code, token, answer: 'SAMPLE in 1998' })
  const sent = await press('answer', { code, token: shown.token, answer: 'SAMPLE in 1998' })
  assert.ok(sent.text.includes(en('return-answer-received')))
  assert.equal(await followups(), rows + 1)
  await installation.reviewer.registerAll()
})

test('a wish that is taken back twice with one form is not said to be taken back while it stands', async () => {
  const code = await declareAndRegister(installation)
  const first = await tokenFor(code)
  await press('withdraw', { code, token: first })
  const back = await tokenFor(code)
  assert.ok((await press('wish-back', { code, token: back })).text.includes(en('return-wish-taken-back')))

  // Pressed on a page of before, which the browser had kept: nothing is asked by it, and she is told.
  const again = await press('withdraw', { code, token: first })
  assert.ok(again.text.includes(en('return-sent-before')))
  assert.ok(again.text.includes('value="withdraw"'), 'she has been asked whether she is sure')
  await press('withdraw', { code, token: again.token })

  const stale = await press('wish-back', { code, token: back })
  assert.ok(stale.text.includes(en('return-sent-before')))
  assert.ok(!stale.text.includes(en('return-wish-taken-back')))
  const now = await press('wish-back', { code, token: stale.token })
  assert.ok(now.text.includes(en('return-wish-taken-back')))
})

test('one token that is used for a wish and for its taking back takes one of them, and says so of the other', async () => {
  const code = await declareAndRegister(installation)
  const token = await tokenFor(code)
  await press('withdraw', { code, token })
  const { text, token: next } = await press('wish-back', { code, token })
  assert.ok(text.includes(en('return-sent-before')))
  assert.ok((await press('wish-back', { code, token: next })).text.includes(en('return-wish-taken-back')))
})

test('what the page does not offer is not taken, and not passed over in silence', async () => {
  const code = await declare(installation)
  const rows = await followups()
  const { text } = await press('answer', { code, answer: 'SAMPLE nobody asked' })
  assert.ok(text.includes(en('return-not-now')))
  assert.ok(text.includes('SAMPLE nobody asked'))
  const { text: unknown } = await press('look', { code: 'SAMPLE', token: '' })
  assert.equal(Buffer.byteLength(text), Buffer.byteLength(unknown), 'a page of one size all the same')
  assert.equal(await followups(), rows)
  await installation.reviewer.registerAll()
})

test('what somebody answers while the database is away is on the page that says so, and is sent from there, once', async () => {
  const code = await asked('SAMPLE where?')
  const token = await tokenFor(code)
  const typed = { code, token, answer: 'SAMPLE "in <Chengdu>"\n& later', do: 'answer' }
  await using db = databaseAway()
  const away = siteApp({ ...installation.deps, db })
  const response = await away.request('/en/return', { method: 'POST', body: new URLSearchParams(typed) })
  const told = await response.text()
  assert.deepEqual([response.status, response.headers.get('retry-after') !== null], [503, true])
  assert.ok(told.includes(en('common-error-unavailable')))
  assert.deepEqual(Object.fromEntries(formOn(told)), typed)

  const rows = await followups()
  for (let times = 0; times < 2; times += 1) {
    const taken = await installation.app.request('/en/return', { method: 'POST', body: formOn(told) })
    assert.ok((await taken.text()).includes(en('return-answer-received')))
  }
  assert.equal(await followups(), rows + 1)
  await installation.reviewer.registerAll()
})

test('of a paper that is sent while the database is away all comes back but the picture, which she chooses once more', async () => {
  const fields = { code: 'zoo', token: 'SAMPLE', number: 'EX-SAMPLE', do: 'paper' }
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('picture', new Blob(['SAMPLE']), 'SAMPLE.jpg')
  await using db = databaseAway()
  const away = siteApp({ ...installation.deps, db })
  const response = await away.request('/en/certificate', { method: 'POST', body })
  assert.equal(response.status, 503)
  assert.deepEqual(Object.fromEntries(formOn(await response.text())), fields)
})

test('what a foreign page sends while the database is away does not come back', async () => {
  await using db = databaseAway()
  const response = await siteApp({ ...installation.deps, db }).request('/en/return', {
    method: 'POST',
    body: new URLSearchParams({ code: 'zoo', token: 'planted', do: 'answer' }),
    headers: { 'Sec-Fetch-Site': 'cross-site' },
  })
  assert.equal(response.status, 403)
  assert.doesNotMatch(await response.text(), /planted/)
})
