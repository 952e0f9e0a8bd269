// Which places a published list calls valid: those of certificates, and spare ones that certificates will have.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Random, systemRandom } from '#basics'
import {
  type Certificate,
  checkCertificate,
  readPaper,
  readStatusList,
  signCose,
  type State,
  writeCompact,
} from '#proof'
import { type TestCertificates, openCertificates } from '../../../test/installation/with-certificates.ts'
import { certified } from '../../../test/withdrawals.ts'
import { issue } from './issue.ts'
import { publishLists } from './lists.ts'
import { pinnedIssuers } from './pinned.ts'
import { LIST_SIZE } from './spares.ts'

/** A round fills in 1024, less those drawn at places that have been drawn: of a third round that is some twenty, by chance. */
const MANY = 900

test('whoever signs a certificate of a place at which nothing was issued is told so, and not that it is valid', async () => {
  await using installation = await openCertificates()
  const made = await certified(installation, await installation.person())
  await publishLists(installation.deps)
  equal(await statusOf(installation, made.cose), 'passed')
  const states = await statesIn(installation)
  const unissued = [...states.keys()].filter((index) => states[index] === 'unissued')
  ok(unissued.length > LIST_SIZE * 0.98, 'nearly every place that anybody guesses')
  const index = unissued[0]
  const shown = readPaper(made.cose)
  const [key] = installation.deps.keys()
  ok(index !== undefined && shown.holder && shown.leaf && key)
  const forged = { ...shown, status: { ...shown.status, index } } as Certificate
  equal(await statusOf(installation, await signCose(key.signer, writeCompact(forged))), 'unissued')
})

test('a certificate is valid in the list that was published before it, and issuing changes no list', async () => {
  await using installation = await openCertificates()
  await publishLists(installation.deps)
  const before = listOf(installation)
  for (let nth = 0; nth < 3; nth += 1) {
    const { cose } = await certified(installation, await installation.person())
    equal(await statusOf(installation, cose), 'passed')
  }
  equal(listOf(installation), before)
})

test('where no list was published yet, one is before a certificate is handed out', async () => {
  await using installation = await openCertificates()
  equal(installation.deps.folder.get('status/1'), undefined)
  const { cose } = await certified(installation, await installation.person())
  equal(await statusOf(installation, cose), 'passed')
})

test('a certificate that a round met while it was being signed is valid when it is handed out', async () => {
  await using installation = await openCertificates()
  const { deps } = installation
  const met: (State | undefined)[] = []
  const interrupted: typeof deps = {
    ...deps,
    renderer: {
      ...deps.renderer,
      async render(content, as) {
        const [begun] = await intents(installation)
        if (begun) {
          await publishLists(deps)
          met.push((await statesIn(installation))[begun.index])
        }
        return deps.renderer.render(content, as)
      },
    },
  }
  const request = await installation.request(await installation.person())
  const text = await installation.content(request)
  const approval = await installation.prepare(request, text)
  await installation.answer(approval)
  equal((await issue(interrupted, { approval, text })).outcome, 'issued')
  deepEqual(met, ['revoked'], 'what is begun is as good as revoked')
  const [issued] = await intents(installation)
  equal((await statesIn(installation))[issued?.index ?? -1], 'valid')
})

test('a decoy that is new was called valid before, as a certificate that ends was', async () => {
  await using installation = await openCertificates()
  await publishLists({ ...installation.deps, random: never })
  const before = await statesIn(installation)
  equal(before.filter((state) => state !== 'valid' && state !== 'unissued').length, 24)
  await publishLists({ ...installation.deps, random: always })
  const after = await statesIn(installation)
  const changed = [...after.keys()].filter((index) => after[index] !== before[index])
  equal(changed.length, 1)
  equal(before[changed[0] ?? -1], 'valid')
})

test('a round fills a low stock by chance, with many places at once of which some are never taken; an empty one always', async () => {
  await using installation = await openCertificates()
  const round = async (random: Random) => {
    const before = await shownIn(installation)
    await publishLists({ ...installation.deps, random })
    return (await shownIn(installation)) - before
  }
  ok((await round(never)) > MANY, 'the first one')
  equal(await round(always), 0, 'there are enough')
  await takeAllBut(installation, 200)
  equal(await round(never), 0, 'low, and not yet filled')
  ok((await round(always)) > MANY)
  // Those of the first batch go first: every list that somebody has calls them valid.
  const { cose } = await certified(installation, await installation.person())
  const { index } = readPaper(cose).status
  const { batch } = await spare(installation, index)
  equal(batch, 1)
  await takeAllBut(installation, 0)
  ok((await round(never)) > MANY, 'without any nothing could be issued')
  const { rows } = await sql<{ idle: number }>`
    select count(*)::int as idle from certificates.spare s join certificates.place p using (list, index)
    where s.idle`.execute(installation.database.db)
  deepEqual(rows, [{ idle: 0 }], 'what is never taken is taken by nobody')
})

test('a list that is half full is followed by another one, in which a certificate is valid at once', async () => {
  await using installation = await openCertificates()
  await publishLists(installation.deps)
  await sql`
    insert into certificates.place (list, index, decoy) select 1, index, 1 from generate_series(0, ${LIST_SIZE / 2}) index
    on conflict do nothing`.execute(installation.database.db)
  await takeAllBut(installation, 0)
  const { cose } = await certified(installation, await installation.person())
  const { status } = readPaper(cose)
  equal(status.uri, `${installation.deps.origin}/status/2`)
  equal(await statusOf(installation, cose, 2), 'passed')
  notEqual(installation.deps.folder.get('status/1'), undefined, 'and the first one is signed with it')
})

/** One byte decides whether something happens in this round: it does. More bytes are chance. */
const always: Random = (size) => (size === 1 ? new Uint8Array(1) : systemRandom(size))
const never: Random = (size) => (size === 1 ? new Uint8Array([1]) : systemRandom(size))

function listOf({ deps }: TestCertificates, number = 1): string {
  return Buffer.from(deps.folder.get(`status/${number}`) ?? []).toString()
}

async function statesIn(installation: TestCertificates): Promise<(State | undefined)[]> {
  const list = await readStatusList(listOf(installation))
  return Array.from({ length: LIST_SIZE }, (_, index) => list.stateAt(index))
}

/** What a stranger is told, by the list that lies there. */
async function statusOf(installation: TestCertificates, cose: Uint8Array, number = 1): Promise<string> {
  const issuers = pinnedIssuers(installation.deps.keys(), installation.deps)
  ok(issuers)
  const evidence = { issuers, statusList: listOf(installation, number), now: new Date() }
  const { signature, status } = await checkCertificate(readPaper(cose), evidence)
  equal(signature.outcome, 'passed')
  return status.outcome === 'passed' ? status.outcome : status.why
}

async function shownIn(installation: TestCertificates): Promise<number> {
  if (!installation.deps.folder.get('status/1')) return 0
  return (await statesIn(installation)).filter((state) => state !== 'unissued').length
}

/** As if certificates and decoys had taken them. */
async function takeAllBut({ database }: TestCertificates, left: number): Promise<void> {
  await sql`
    insert into certificates.place (list, index, decoy)
    select list, index, 1 from certificates.spare s
    where not idle and not exists (select from certificates.place p where p.list = s.list and p.index = s.index)
    order by batch desc, index offset ${left}`.execute(database.db)
}

function intents({ database }: TestCertificates) {
  return database.db.selectFrom('certificates.intent').select('index').execute()
}

function spare({ database }: TestCertificates, index: number) {
  return database.db
    .selectFrom('certificates.spare')
    .select('batch')
    .where('index', '=', index)
    .executeTakeFirstOrThrow()
}
