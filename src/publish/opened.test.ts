// What anybody is given of entries, held to a model of what may be given, while everything happens to them that can.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, transaction } from '#db'
import { eraseEntry, inclusionProofs } from '#ledger'
import {
  blockReader,
  checkEntries,
  entryReader,
  leafHash,
  policyOfLogs,
  type PublishedEntry,
  readCheckpoint,
  readLeaf,
  readNote,
  readTlogProof,
  readVerifierKey,
  tileReader,
  verifyTlogProof,
} from '#proof'
import { folderFetcher } from '#proof-folder'
import { accept } from '../../test/approved.ts'
import { chance } from '../../test/faults/chance.ts'
import { type LedgerUnderTest, openLedger } from '../../test/installation/ledger.ts'
import { correct, declare, withdraw } from '../../test/people.ts'
import { freshDatabase, type TestDatabase } from '../../test/template-db.ts'
import { publishedEntries, publishedLeaf } from './index.ts'

const ACTS = 36

test('whatever happens to entries, exactly those are given who are shown as they stand, and the log proves all that is given', async (t) => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const one = { installation, ledger, fates: [], numbers: 0 }
  const dice = chance('opened')
  const did: string[] = []
  for (let nth = 0; nth < ACTS; nth += 1) {
    const act = dice.pick([declares, declares, corrects, corrects, withdraws, erases, takes, takes])
    const said = await act(one, dice)
    if (said === undefined) continue
    did.push(said)
    await isAsModelled(one, did.join(', '))
  }
  did.push(await takes(one))
  await isAsModelled(one, did.join(', '))
  t.diagnostic(did.join(', '))
})

test('from the moment two have agreed to a change the site gives nothing of an entry, though nobody has entered it yet', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const hers = await declare(installation, { people: [{}] })
  await declare(installation, { people: [{}] })
  await declare(installation, { people: [{}] })
  await ledger.take()
  const site = installation.openAs('exeunt_site')
  const given = async () => {
    const entries = await Promise.all([1, 2, 3].map((number) => entryOf(site, number)))
    const leaves = await Promise.all([1, 2, 3].map((number) => publishedLeaf(site, { number, line: 1 })))
    deepEqual(
      entries.map((entry) => entry !== undefined),
      leaves.map((leaf) => leaf !== undefined),
    )
    return entries.flatMap((entry) => (entry ? [entry.number] : []))
  }
  deepEqual(await given(), [1, 2, 3])
  await accept(installation, { kind: 'withdrawal', submission: hers, version: null })
  deepEqual(await given(), [2, 3])
  await accept(installation, { kind: 'correction', refers_to: 3, version: { people: [] } })
  deepEqual(await given(), [2])
})

interface Fate {
  readonly number: number
  readonly submission: string
  readonly lines: number
  readonly counted: boolean
  shown: boolean
  covered: boolean
  changing: boolean
  withdrawn: boolean
  readonly erased: Set<number>
}

interface One {
  readonly installation: TestDatabase
  readonly ledger: LedgerUnderTest
  readonly fates: Fate[]
  /** Declarations, corrections and withdrawals are numbered in one row. */
  numbers: number
}

type Dice = ReturnType<typeof chance>

/** Each does something that can happen, tells the model, and says what it did; undefined where there was nobody to do it to. */
async function declares(one: One, dice: Dice): Promise<string> {
  const lines = 1 + dice.below(3)
  const said = { shown: dice.below(4) > 0, counted: dice.below(6) > 0 }
  const people = Array.from({ length: lines }, () => ({}))
  const submission = await declare(one.installation, { people, ...said })
  const number = (one.numbers += 1)
  const fresh = { covered: false, changing: false, withdrawn: false, erased: new Set<number>() }
  one.fates.push({ number, submission, lines, ...said, ...fresh })
  return `${number} declared by ${lines}`
}

async function corrects(one: One, dice: Dice): Promise<string | undefined> {
  const fate = standing(one, dice)
  if (!fate) return undefined
  fate.shown = dice.below(4) > 0
  const people = linesOf(fate).map((line) => ({
    name: dice.below(2) > 0 ? `SAMPLE ${line}` : null,
    party: dice.below(2) > 0,
  }))
  await correct(one.installation, fate.number, { people, shown: fate.shown })
  fate.changing = true
  one.numbers += 1
  return `${fate.number} corrected`
}

async function withdraws(one: One, dice: Dice): Promise<string | undefined> {
  const fate = standing(one, dice)
  if (!fate) return undefined
  await withdraw(one.installation, fate.submission)
  fate.withdrawn = fate.changing = true
  one.numbers += 1
  return `${fate.number} withdrawn`
}

async function erases(one: One, dice: Dice): Promise<string | undefined> {
  const fate = standing(one, dice)
  if (!fate) return undefined
  const line = dice.below(2) > 0 ? 1 + dice.below(fate.lines) : null
  await transaction(one.installation.db, (tx) => eraseEntry(tx, { number: fate.number, line }))
  // Who has no leaf yet has no key of one that could be destroyed: what is taken up later says nothing of her.
  if (fate.covered) for (const gone of line === null ? linesOf(fate) : [line]) fate.erased.add(gone)
  return `${fate.number}/${line ?? 'all'} erased`
}

async function takes({ ledger, fates }: One): Promise<string> {
  await ledger.take()
  for (const fate of fates) Object.assign(fate, { covered: true, changing: false })
  return 'taken up'
}

function standing({ fates }: One, dice: Dice): Fate | undefined {
  const some = fates.filter(({ withdrawn, counted }) => !withdrawn && counted)
  return some.length > 0 ? dice.pick(some) : undefined
}

function linesOf({ lines }: Fate): number[] {
  return Array.from({ length: lines }, (_, at) => at + 1)
}

function given(fate: Fate): number[] {
  const { counted, covered, shown, changing, withdrawn, erased } = fate
  if (!counted || !covered || !shown || changing || withdrawn) return []
  return linesOf(fate).filter((line) => !erased.has(line))
}

async function isAsModelled({ installation, ledger, fates }: One, after: string): Promise<void> {
  const site = installation.openAs('exeunt_site')
  const entries: PublishedEntry[] = []
  for (const fate of fates) {
    const { number } = fate
    const entry = await entryOf(site, number)
    if (entry) entries.push(entry)
    const lines = (entry?.people ?? []).map(({ line }) => line)
    deepEqual(lines, given(fate), `${number} after ${after}`)
    for (const line of linesOf(fate)) {
      const leaf = await publishedLeaf(site, { number, line })
      const opening = entry?.people.find((person) => person.line === line)?.opening
      equal(leaf, opening?.index, `${number}/${line} after ${after}`)
      if (leaf !== undefined) await isProved(ledger, leaf)
    }
  }
  await areCounted(ledger, entries)
  // Whoever reads them all at once, for the day's file, reads the same.
  const range = { after: 0, upTo: Number.MAX_SAFE_INTEGER }
  deepEqual(await publishedEntries(installation.openAs('exeunt_work'), range), entries, after)
}

async function entryOf(db: Database, number: number): Promise<PublishedEntry | undefined> {
  return (await publishedEntries(db, { after: number - 1, upTo: number }))[0]
}

async function isProved({ deps }: LedgerUnderTest, leaf: number): Promise<void> {
  const tlogProof = readTlogProof((await inclusionProofs(deps.folder)(leaf)) ?? new Uint8Array(0))
  const { extra = new Uint8Array(0) } = tlogProof
  ok(['add', 'import'].includes(readLeaf(extra).kind))
  const policy = policyOfLogs((await deps.signer.state()).vkeys.map(readVerifierKey))
  equal((await verifyTlogProof({ tlogProof, leaf: leafHash(extra), policy })).outcome, 'proved')
}

/** As a stranger holds the entries to the published log. */
async function areCounted({ home }: LedgerUnderTest, entries: readonly PublishedEntry[]): Promise<void> {
  const fetcher = folderFetcher(`${home}/public/log`)
  const note = await fetcher.fetch('checkpoint')
  if (note === 'absent') return equal(entries.length, 0)
  const { size, root } = readCheckpoint(readNote(note).text)
  const log = blockReader(entryReader({ fetcher, tiles: tileReader({ fetcher, size, root }), size }), size)
  for await (const { outcome, entry, line } of checkEntries(entries, log))
    equal(outcome, 'counted', `${entry}/${line}`)
}
