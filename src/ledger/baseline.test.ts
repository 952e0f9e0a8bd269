import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { type Day } from '#basics'
import { freshDatabase } from '../../test/template-db.ts'
import { openLedger } from '../../test/installation/ledger.ts'
import { attestBaseline } from './index.ts'

const ATTESTED = {
  asOf: '2026-10-31' as Day,
  figures: { party: 30, league: 20, pioneers: 20, notStated: 10, people: 50 },
}

test('of an earlier total, given twice at once and again, the first stands, and its file is not touched', async () => {
  await using installation = await freshDatabase()
  await using ledger = await openLedger(installation)
  const { folder } = ledger.deps
  const give = (text: string) =>
    attestBaseline({ db: installation.db, folder }, { ...ATTESTED, dossier: Buffer.from(text) })
  const said = ['SAMPLE one', 'SAMPLE two', 'SAMPLE three']
  const outcomes = await Promise.all(said.map(give))
  deepEqual(outcomes.toSorted(), ['attested', 'too-late', 'too-late'])
  const first = said[outcomes.indexOf('attested')]
  const published = () => Buffer.from(folder.get('log/dossier') ?? '').toString()
  equal(published(), first)
  equal(await give('SAMPLE before the first leaf'), 'too-late')
  // The first leaf is written while somebody tries once more.
  const [last] = await Promise.all([give('SAMPLE meanwhile'), ledger.take()])
  equal(last, 'too-late')
  equal(await give('SAMPLE afterwards'), 'too-late')
  equal(published(), first)
  equal((await ledger.audit()).outcome, 'proved')
})
