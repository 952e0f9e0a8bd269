import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadInstallationKeys } from '#vault'
import { putQuestion } from './put-question.ts'
import {
  codeIn,
  codeWordsIn,
  comeBack,
  connections,
  declaration,
  openForm,
  says,
  send,
  tokenIn,
} from './visitor.ts'
import { openServedSite } from '../installation/site-process.ts'

const TIMES = 20
const ONE = { submissions: 1, codes: 1, pending: 1, followups: 0 }

test('a declaration sent twenty times at once is taken in once, and all twenty answers show the same return code', async () => {
  await using installation = await openInstallation()
  const { site, rows } = installation
  const form = declaration(await openForm(site.origin), {
    name: '林晓雨',
    words: 'I left long ago; now I say so.',
  })

  const answers = await sendAtOnce(site.origin, Array<string>(TIMES).fill(form))
  const code = codeIn(answers[0] ?? assert.fail()) ?? ''
  assert.match(code, /^\d{41}$/)
  for (const answer of answers) {
    assert.equal(codeIn(answer), code)
    assert.equal(codeWordsIn(answer).length, 12)
  }
  assert.deepEqual(await rows(), ONE)

  await site.restart()
  assert.equal(
    codeIn(await send(site.origin, form)),
    code,
    'the same form, sent again after the site was started anew',
  )
  assert.deepEqual(await rows(), ONE)
  assert.ok(says(await comeBack(site.origin, { code }), 'return-received'))
})

test('a declaration sent forty times at once to two processes of the site is taken in once, and both show the same code', async () => {
  await using installation = await openServedSite({ processes: 2 })
  const { site, rows } = installation
  const form = declaration(await openForm(site.origin), { name: '林晓雨' })
  // Among others, so that each process has it in groups, and more than once in one.
  const others = await Promise.all(
    Array.from({ length: 10 }, async (_, nth) =>
      declaration(await openForm(site.origin), { name: `${nth}` }),
    ),
  )
  const answers = await sendAtOnce(site.origin, [...Array<string>(2 * TIMES).fill(form), ...others])
  const codes = answers.slice(0, 2 * TIMES).map((answer) => codeIn(answer))
  assert.equal(new Set(codes).size, 1)
  assert.match(codes[0] ?? '', /^\d{41}$/)
  assert.equal(new Set(answers.map((answer) => codeIn(answer))).size, 11)
  assert.deepEqual(await rows(), { submissions: 11, codes: 11, pending: 11, followups: 0 })
  for (const only of [0, 1]) {
    await site.restart(only)
    assert.equal(codeIn(await send(site.origin, form)), codes[0], 'also by a process that was started anew')
  }
})

test('other people under a form that was sent before are told so, and nothing of theirs is taken in', async () => {
  await using installation = await openInstallation()
  const { site, rows } = installation
  const token = await openForm(site.origin, { language: 'zh-hans' })
  const first = await send(site.origin, declaration(token, { name: '苏和' }), { language: 'zh-hans' })
  const code = codeIn(first)
  assert.ok(code)

  const others = ['苏合', '苏 和', '林晓雨'].map((name) => declaration(token, { name }))
  const withoutCode = declaration(token, { name: '苏和', nocode: true })
  for (const form of [...others, withoutCode]) {
    const answer = await send(site.origin, form, { language: 'zh-hans' })
    assert.ok(says(answer, 'declare-sent-before', 'zh-hans'))
    assert.equal(codeIn(answer), undefined)
    assert.notEqual(tokenIn(answer), token, 'the page that comes back is a new form')
  }
  assert.deepEqual(await rows(), ONE)
  const again = await send(site.origin, declaration(token, { name: '苏和' }), { language: 'zh-hans' })
  assert.equal(codeIn(again), code)
})

test('twenty declarations that fight for one form leave one submission, and one winner knows its code', async () => {
  await using installation = await openInstallation()
  const { site, rows } = installation
  const token = await openForm(site.origin)
  const forms = Array.from({ length: TIMES }, (_, nth) => declaration(token, { name: `Somebody ${nth}` }))
  const answers = await sendAtOnce(site.origin, forms)
  assert.equal(answers.filter((answer) => codeIn(answer) !== undefined).length, 1)
  assert.equal(answers.filter((answer) => says(answer, 'declare-sent-before')).length, TIMES - 1)
  assert.deepEqual(await rows(), ONE)
})

test('an answer and a wish to withdraw that are sent twenty times are each taken in once', async () => {
  await using installation = await openInstallation()
  const { site, rows } = installation
  const code =
    codeIn(await send(site.origin, declaration(await openForm(site.origin), { name: '马莲' }))) ?? ''
  await installation.putQuestion(code, 'Where, and in which year?')
  assert.match((await comeBack(site.origin, { code })).body, /Where, and in which year\?/)
  for (const act of ['answer', 'withdraw']) {
    const token = tokenIn(await comeBack(site.origin, { code }))
    const agent = connections(TIMES)
    const sent = Array.from({ length: TIMES }, () =>
      comeBack(site.origin, { code, act, token, answer: 'Chengdu, 1984', agent }),
    )
    for (const answer of await Promise.all(sent)) assert.equal(answer.status, 200)
    agent.destroy()
  }
  assert.deepEqual(await rows(), { ...ONE, followups: 2 })
  assert.ok(says(await comeBack(site.origin, { code }), 'return-wish-by-one'))
})

async function openInstallation() {
  const installation = await openServedSite()
  const keys = loadInstallationKeys(join(installation.site.dataDir, 'secrets'))
  return Object.assign(installation, {
    putQuestion: (code: string, question: string) =>
      putQuestion(installation.database.db, { code, keys, question }),
  })
}

async function sendAtOnce(origin: string, forms: readonly string[]) {
  const agent = connections(forms.length)
  const answers = await Promise.all(forms.map((form) => send(origin, form, { agent })))
  agent.destroy()
  return answers
}
