// A door that there was not: a folder of `test/doors/` with what it alone needs and what it is called, and one row. Everything
// behind it is the program as it is.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FluentBundle, FluentResource } from '@fluent/bundle'
import { CHECKOUT } from '#basics'
import { DOORS, type Submission } from '#channels'
import { localeFor } from '#i18n'
import { type Envelope, submit } from '#intake'
import { named } from '../../src/channels/registry.ts'
import { listed, LISTS } from '../../src/lists.ts'
import { readCard } from '../doors/booth/read-card.ts'
import { sealKit } from '../doors/kit/seal-kit.ts'
import { get } from './by-wire.ts'
import { openTestInstallation } from '../installation/with-site.ts'

const NEW = named({
  booth: { grade: 'relayed', usedBy: 'anybody', brings: 'clear', clientKey: { form: 'booth' } },
  kit: { grade: 'direct', usedBy: 'anybody', brings: 'sealed', clientKey: 'envelope' },
})
const CARD = 'SAMPLE Amina | league and pioneers | SAMPLE I leave.'

test('a door that there was not is a folder and one row: what comes by it is taken once, reviewed, registered, proved and shown', async () => {
  await using installation = await openTestInstallation()
  const { deps, reviewer, database, ledger } = installation
  const submission = readCard(CARD)
  ok(submission)
  const card = { door: NEW.booth, clientKey: randomBytes(32), submission, wantsCode: true }
  await rejects(submit(card, deps), /not everybody's door/, 'before its row is there')

  const doors = Object.values({ ...DOORS, ...NEW })
  await database.migrateWith({ ...LISTS, 'installation.channel': doors.map(listed) })
  speakOf(Object.keys(NEW))

  const code = await codeOf(submit(card, deps))
  ok(code)
  deepEqual(await codeOf(submit(card, deps)), code, 'the same card again is the same declaration')
  const other = { ...card, submission: { ...submission, words: 'SAMPLE other' } }
  deepEqual(await submit(other, deps), { outcome: 'sent-before' })

  const [to] = (await deps.boxes())?.all() ?? []
  ok(to)
  const bornBy = (name: string): Submission => ({
    ...submission,
    people: submission.people.map((one) => ({ ...one, name })),
  })
  for (const name of ['SAMPLE Bo', 'SAMPLE Chen']) {
    const kit: Envelope = { door: NEW.kit, ...sealKit(bornBy(name), to) }
    for (const time of ['once', 'again'])
      deepEqual(await submit(kit, deps), { outcome: 'received', code: null }, time)
    const { envelope } = sealKit(bornBy('SAMPLE nobody'), to)
    deepEqual(await submit({ ...kit, envelope }, deps), { outcome: 'sent-before' })
    await rejects(submit({ ...card, door: NEW.kit }, deps), /not handed over in the clear/)
  }

  await reviewer.registerAll()
  await installation.work()
  const count = JSON.parse((await get(installation, '/count.json')).text) as {
    by_channel: Record<string, number>
    today: number
  }
  deepEqual([count.by_channel, count.today], [{ booth: 1, kit: 2 }, 3])
  const verdict = await ledger.audit()
  deepEqual(verdict.totals?.channels, [
    { channel: 'booth', grade: 'relayed', counted: 1, retracted: 0 },
    { channel: 'kit', grade: 'direct', counted: 2, retracted: 0 },
  ])
  equal(verdict.outcome, 'proved')

  const entries = [1, 2, 3].map(async (number) => (await get(installation, `/en/register/${number}`)).text)
  const shown = (await Promise.all(entries)).map(
    (text) => /a SAMPLE (?:booth|kit, sealed)/.exec(text)?.[0] ?? '',
  )
  deepEqual(shown.toSorted(), ['a SAMPLE booth', 'a SAMPLE kit, sealed', 'a SAMPLE kit, sealed'])
  match((await get(installation, '/en/counting')).text, /a SAMPLE kit, sealed before it arrived/)
})

test('a channel keeps its grade: a registry that says another does not start', async () => {
  await using installation = await openTestInstallation()
  const better = { ...DOORS.branch, grade: 'direct' } as const
  const rows = [DOORS.web, better, DOORS.import].map(listed)
  await rejects(installation.database.migrateWith({ ...LISTS, 'installation.channel': rows }), {
    code: 'LIST_CHANGED',
  })
})

async function codeOf(submitted: ReturnType<typeof submit>): Promise<Uint8Array | null> {
  const answer = await submitted
  equal(answer.outcome, 'received')
  return answer.outcome === 'received' ? answer.code : null
}

/** What the doors are called stands in their folders, as it would stand in `locales/`. */
function speakOf(doors: readonly string[]): void {
  const bundle = new FluentBundle('en', { useIsolating: false })
  for (const door of doors)
    bundle.addResource(
      new FluentResource(readFileSync(new URL(`test/doors/${door}/en.ftl`, CHECKOUT), 'utf8')),
    )
  const locale = localeFor('en', { sample: false })
  const { t } = locale
  Object.assign(locale, {
    t: (...said: Parameters<typeof t>) => {
      const pattern = bundle.getMessage(said[0])?.value
      return pattern ? bundle.formatPattern(pattern) : t(...said)
    },
  })
}
