import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Database, roleUrl, transaction } from '#db'
import { readReturnCode } from '#vault'
import { languagesCovering } from '#i18n'
import { enrolMember } from '../members.ts'
import { becomes } from './becomes.ts'
import { everythingReadable } from './every-row.ts'
import { putQuestion } from './put-question.ts'
import { searchFiles, searchFor, sizeOf } from './traces.ts'
import {
  ask,
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
import { openWholeInstallation, type WholeInstallation } from '../installation/whole.ts'

const PEOPLE = 500
const AT_ONCE = 12
/** More than go at once, by however many processes. */
const WAITING = 40

/** Each canary is one of its kind in the world, in letters that nothing else of the installation is written in. */
type Canaries = Map<string, string | Uint8Array>

test('whoever seizes the machine finds no name, no word, no contact, no form and no code of five hundred people', async (t) => {
  await using installation = await openWholeInstallation()
  const canaries: Canaries = new Map()
  await declareAll(installation, canaries)
  await sendWhatIsNotTaken(installation, canaries)
  await failInTheDatabase(installation, canaries)
  await waitInGroups(installation, canaries)

  const search = searchFor(canaries)
  const wren = await reviewerIn(installation)
  for (const [url, who] of urlsOf(installation)) {
    const seen = await everythingReadable(url, who === 'exeunt_desk' ? wren : null)
    const rows = seen.find(({ where }) => where === 'intake.submission')?.text.split('\n').length ?? 0
    const mayRead = who === 'exeunt_site' || who === 'exeunt_desk' || !who.startsWith('exeunt_')
    if (mayRead) assert.ok(rows >= PEOPLE, `${who} was shown the rows that she may read`)
    for (const { where, text } of seen)
      assert.deepEqual(search(Buffer.from(text), `${where}, read as ${who}`), [])
  }

  // Written and taken away again: neither must be on the disk, and a control shows that we would find it.
  const control = `Kontrolle${randomBytes(8).toString('hex')}`
  await writeAndDelete(installation, control)
  await installation.stop()
  t.diagnostic(`${canaries.size} canaries in ${Math.round(sizeOf(installation.home) / 1e6)} MB`)
  assert.deepEqual(searchFiles(search, installation.home), [])
  assert.deepEqual(search(Buffer.from(installation.output()), 'the program output'), [])

  const controlled = searchFiles(searchFor(new Map([['control', control]])), installation.home)
  assert.ok(
    controlled.some(({ where }) => where.includes('/pg_wal/')),
    'a name written to a table is found in the log of writes',
  )
})

test('the search finds a canary in every form it looks for', () => {
  const canary = 'Kanarie 金絲雀 42'
  const search = searchFor(new Map([['canary', canary]]))
  const utf16le = Buffer.from(`a${canary}`, 'utf16le')
  const texts: [string, Buffer][] = [
    ['UTF-8', Buffer.from(`before ${canary} after`)],
    ['UTF-16LE', utf16le],
    ['UTF-16BE', Buffer.from(utf16le).swap16()],
    ['hex', Buffer.from(Buffer.from(`x${canary}`).toString('hex'))],
    ['a form', Buffer.from(String(new URLSearchParams({ name: canary })))],
    ...['', 'a', 'ab', 'abc'].map((before): [string, Buffer] => [
      `base64 after "${before}"`,
      Buffer.from(Buffer.from(`${before}${canary}!`).toString('base64')),
    ]),
  ]
  for (const [form, bytes] of texts) assert.notEqual(search(bytes, form).length, 0, form)
  assert.deepEqual(search(Buffer.from('Kanarie 金絲雀 4'), 'another'), [])
})

async function declareAll(installation: WholeInstallation, canaries: Canaries): Promise<void> {
  await using owner = installation.openAsOwner()
  const { origin, keys } = installation
  await eachOf(PEOPLE, async (nth, agent) => {
    const language = languagesCovering('site')[nth % languagesCovering('site').length] ?? 'en'
    const token = await openForm(origin, { language, agent })
    const name = canary(canaries, 'name', nth)
    const words = `${canary(canaries, 'words', nth)}\n`.repeat(1 + (nth % 40))
    const form = declaration(token, {
      name,
      words,
      contact: canary(canaries, 'contact', nth),
      nocode: nth % 20 === 0,
    })
    const received = await send(origin, form, { language, agent })
    assert.equal(received.status, 200)
    keepToken(canaries, token, nth)
    const code = codeIn(received)
    assert.equal(code === undefined, nth % 20 === 0)
    if (!code) return
    const words12 = codeWordsIn(received)
    canaries
      .set(`code ${nth} in digits`, code)
      .set(`code ${nth} in fours`, code.match(/.{1,4}/g)?.join(' ') ?? '')
    canaries.set(`code ${nth} in words`, words12.join(' ')).set(`code ${nth} run together`, words12.join(''))
    canaries.set(`code ${nth}`, readReturnCode(code)?.entropy ?? assert.fail())

    if (nth % 10 !== 1) return
    const act = nth % 20 === 1 ? 'answer' : 'withdraw'
    const question = canary(canaries, 'question', nth)
    if (act === 'answer') await putQuestion(owner, { code, keys, question })
    const found = await comeBack(origin, { code, agent })
    assert.equal(found.body.includes(question), act === 'answer')
    const answered = await comeBack(origin, {
      code,
      act,
      token: tokenIn(found),
      answer: canary(canaries, 'answer', nth),
      agent,
    })
    assert.ok(says(answered, act === 'answer' ? 'return-answer-received' : 'return-wish-by-one'))
    keepToken(canaries, tokenIn(found), nth + PEOPLE)
  })
}

/** Faults, forms too large, malformed ones, a field and an address that do not exist. */
async function sendWhatIsNotTaken({ origin }: WholeInstallation, canaries: Canaries): Promise<void> {
  await eachOf(20, async (nth, agent) => {
    const token = await openForm(origin, { agent })
    const form = (kind: string) =>
      declaration(token, { name: canary(canaries, kind, nth), words: canary(canaries, `${kind} words`, nth) })
    const status = async (body: string, headers: Record<string, string> = {}) =>
      (await send(origin, body, { agent, headers })).status
    assert.equal(await status(`${form('faulty')}&place=${canary(canaries, 'place', nth)}`), 422)
    assert.equal(await status(form('large').padEnd(400_000, '.')).catch(() => 413), 413)
    assert.equal(await status(`${form('twice')}&words=${canary(canaries, 'second words', nth)}`), 400)
    assert.equal(await status(form('typed'), { 'content-type': 'application/json' }), 400)
    assert.equal(await status(form('button').replace('do=send', `do=${canary(canaries, 'press', nth)}`)), 400)
    const { status: lost } = await ask(
      `${origin}/en/${canary(canaries, 'path', nth).replaceAll(/\s/g, '-')}?q=${canary(canaries, 'query', nth).replaceAll(/\s/g, '-')}`,
      { agent },
    )
    assert.equal(lost, 404)
    assert.equal(
      (await comeBack(origin, { code: canary(canaries, 'code that is none', nth), agent })).status,
      200,
    )
  })
}

/** PostgreSQL quotes the row that it refuses, to whoever listens: nobody may have listened. */
async function failInTheDatabase(installation: WholeInstallation, canaries: Canaries): Promise<void> {
  await using owner = installation.openAsOwner()
  const provoked = [
    [
      sql`alter table intake.submission add constraint provoked check (octet_length(sealed) = 1) not valid`,
      sql`alter table intake.submission drop constraint provoked`,
    ],
    [
      sql`revoke execute on function intake.take_in from exeunt_site`,
      sql`grant execute on function intake.take_in to exeunt_site`,
    ],
  ] as const
  for (const [index, [provoke, mend]] of provoked.entries()) {
    await provoke.execute(owner)
    const token = await openForm(installation.origin)
    const form = declaration(token, {
      name: canary(canaries, 'refused', index),
      words: canary(canaries, 'refused words', index),
    })
    const answer = await send(installation.origin, form, {
      headers: { 'user-agent': canary(canaries, 'browser', index).replaceAll(/[^\w]/g, '') },
    })
    assert.equal(answer.status, 500)
    keepToken(canaries, token, 2 * PEOPLE + index)
    await mend.execute(owner)
    assert.ok(
      codeIn(await send(installation.origin, form)),
      'the same form is taken in once the database is mended',
    )
  }
}

/** What waits for others on its way to the disk waits in memory alone: who is killed then has left nothing of it anywhere. */
async function waitInGroups(installation: WholeInstallation, canaries: Canaries): Promise<void> {
  const { origin } = installation
  const forms = Array.from({ length: WAITING }, async (_, nth) => {
    const token = await openForm(origin)
    keepToken(canaries, token, 3 * PEOPLE + nth)
    const said = ['waiting', 'waiting words', 'waiting contact'].map((kind) => canary(canaries, kind, nth))
    const [name = '', words = '', contact = ''] = said
    return declaration(token, { name, words, contact })
  })
  const ready = await Promise.all(forms)
  await using owner = installation.openAsOwner()
  await transaction(owner, async (tx) => {
    await sql`lock table intake.submission in exclusive mode`.execute(tx)
    const agent = connections(WAITING)
    const sent = ready.map((form) => send(origin, form, { agent }).catch(() => undefined))
    await becomes('some are on their way, and the others wait', async () => {
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_stat_activity
        where usename = 'exeunt_site' and wait_event_type = 'Lock'`.execute(owner)
      return (rows[0]?.waiting ?? 0) >= 2
    })
    await installation.strike('site')
    await Promise.all(sent)
    agent.destroy()
  })
  await becomes('the site is back', () =>
    ask(`${origin}/healthz`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  )
}

async function writeAndDelete(installation: WholeInstallation, text: string): Promise<void> {
  await using owner: Database = installation.openAsOwner()
  await sql`create table public.control as select ${text}::text as name`.execute(owner)
  await sql`drop table public.control`.execute(owner)
}

async function reviewerIn(installation: WholeInstallation): Promise<string> {
  await using owner: Database = installation.openAsOwner()
  return await enrolMember(owner, 'SAMPLE Wren')
}

function urlsOf(installation: WholeInstallation): [url: string, who: string][] {
  const owner = installation.ownerUrl()
  const roles = (['exeunt_site', 'exeunt_desk', 'exeunt_work', 'exeunt_ledger', 'exeunt_issue'] as const).map(
    (role): [string, string] => [roleUrl(owner, role, installation.keys.database), role],
  )
  return [[owner, 'the owner'], ...roles]
}

const RUN = randomBytes(4).toString('hex')

function canary(canaries: Canaries, kind: string, nth: number): string {
  const text =
    nth % 2 === 0
      ? `Kanarie${RUN}${kind.replaceAll(' ', '')}${nth}`
      : `金絲雀${RUN}${kind.replaceAll(' ', '')}第${nth}`
  canaries.set(`${kind} ${nth}`, text)
  return text
}

/** Whoever has a form's token can ask for its code again. */
function keepToken(canaries: Canaries, token: string, nth: number): void {
  canaries.set(`token ${nth}`, token).set(`nonce ${nth}`, Buffer.from(token, 'base64url').subarray(0, 32))
}

async function eachOf(
  count: number,
  act: (nth: number, agent: ReturnType<typeof connections>) => Promise<void>,
): Promise<void> {
  const agent = connections(AT_ONCE)
  let next = 0
  const worker = async () => {
    while (next < count) await act(next++, agent)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  agent.destroy()
}
