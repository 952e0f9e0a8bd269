import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Language, languagesCovering } from '#i18n'
import { becomes } from './becomes.ts'
import { type FragileDatabase, openFragileDatabase } from './fragile-database.ts'
import { intakeRows } from './intake-rows.ts'
import { startSite } from '../installation/site-process.ts'
import { type Answer, ask, codeIn, connections, declaration, openForm, says, send } from './visitor.ts'
import { elapse, patience } from '../patience.ts'
import { openBox } from '../installation/boxes.ts'

const PEOPLE = 12
const AWAY_MS = 3_000
const BACK_WITHIN_MS = patience(5_000)

test('while PostgreSQL is away everybody is told to come back, in words, and is taken in as soon as it is there', async (t) => {
  await using database = await openFragileDatabase()
  await using site = await openSite(database)
  const pids = site.pids()
  const crowd = people(site.origin)
  await becomes('people are taken in', () => crowd.taken.length > PEOPLE)

  const backAfter: number[] = []
  for (let round = 0; round < 2; round += 1) {
    await database.stop()
    const refusedBefore = crowd.refused.length
    await elapse(AWAY_MS)
    await becomes('people are refused', () => crowd.refused.length > refusedBefore + PEOPLE)
    await database.comeBack()
    const backAt = performance.now()
    await becomes('somebody is taken in', () => crowd.taken.some(({ at }) => at > backAt))
    backAfter.push(Math.round((crowd.taken.find(({ at }) => at > backAt)?.at ?? Infinity) - backAt))
  }
  await crowd.finish()

  t.diagnostic(
    `${crowd.taken.length} taken in, ${crowd.refused.length} refused; back after ${backAfter.join(', ')} ms`,
  )
  assertRefusedWell(crowd)
  assert.ok(Math.max(...backAfter) <= BACK_WITHIN_MS)
  assert.deepEqual(site.pids(), pids)
  assert.ok(site.isRunning(), 'the site lived through it')
  await using owner = database.openAsOwner()
  assert.equal((await intakeRows(owner)).submissions, new Set(crowd.taken.map(({ code }) => code)).size)
})

test('while the network to PostgreSQL swallows everything nobody sees a failure, and nobody waits for ever', async (t) => {
  await using database = await openFragileDatabase()
  await using site = await openSite(database)
  const crowd = people(site.origin)
  await becomes('people are taken in', () => crowd.taken.length > PEOPLE)
  database.fallSilent()
  // Longer than a visitor waits for a connection: whoever has none of the pool is told so.
  const form = await openForm(site.origin)
  const late = await Promise.all(
    Array.from({ length: 30 }, () =>
      send(site.origin, declaration(form, { name: 'late' }), { limitMs: 30_000 }),
    ),
  )
  database.speakAgain()
  await crowd.finish()
  t.diagnostic(`answers meanwhile: ${[...new Set(late.map(({ status }) => status))].join(', ')}`)
  for (const answer of late) assert.equal(answer.status, 503)
  assertRefusedWell(crowd)
  assert.ok(codeIn(await send(site.origin, declaration(form, { name: 'late' }))))
})

interface People {
  readonly taken: { code: string; at: number }[]
  readonly refused: { answer: Answer; language: Language }[]
  readonly odd: string[]
  finish(): Promise<void>
}

/** People who declare one after another, and who send the same form again when they are told to come back. */
function people(origin: string): People {
  const found: Omit<People, 'finish'> = { taken: [], refused: [], odd: [] }
  const agent = connections(PEOPLE)
  let finishing = false
  const person = async (nth: number) => {
    const language = languagesCovering('site')[nth % languagesCovering('site').length] ?? 'en'
    let form: string | undefined
    for (let round = 0; !finishing || form !== undefined; round += 1) {
      form ??= declaration(await openForm(origin, { language, agent }), { name: `Patient ${nth}-${round}` })
      const answer =
        round % 5 === 4
          ? await ask(`${origin}/${language}/`, { agent })
          : await send(origin, form, { language, agent })
      const code = codeIn(answer)
      if (code) {
        found.taken.push({ code, at: performance.now() })
        form = undefined
      } else if (answer.status === 503) {
        found.refused.push({ answer, language })
        await elapse(100)
      } else if (answer.status !== 200) {
        found.odd.push(`${answer.status}`)
        await elapse(100)
      }
    }
  }
  const everybody = Promise.all(Array.from({ length: PEOPLE }, (_, nth) => person(nth)))
  everybody.catch(() => {})
  return {
    ...found,
    async finish() {
      finishing = true
      await everybody
      agent.destroy()
    },
  }
}

function assertRefusedWell({ refused, odd }: People): void {
  assert.deepEqual(odd, [], 'nothing but "come back later"')
  for (const { answer, language } of refused) {
    assert.match(answer.headers['retry-after'] ?? '', /^\d+$/)
    assert.ok(says(answer, 'common-error-unavailable', language))
  }
}

async function openSite(database: FragileDatabase) {
  await using owner = database.openAsOwner()
  await openBox(owner)
  return await startSite({ url: database.siteUrl, owner })
}
