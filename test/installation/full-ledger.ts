// A ledger with something of everything on it, for those who look whether it is in order.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { recordAct } from '#audit'
import { asMember, transaction } from '#db'
import { attestBaseline, type PublicFolder } from '#ledger'
import { fsck, type LedgerRows, rowsOf, type Sound } from '#ledger/fsck'
import { checkDayFiles } from '#publish'
import { makeNextKey } from '#signer'
import { type LedgerUnderTest, openLedger } from './ledger.ts'
import { correct, crowd, declare, withdraw } from '../people.ts'
import { freshDatabase, type TestDatabase } from '../template-db.ts'
import { movableTime } from './time.ts'
import { writeDays } from './worker.ts'

export interface FullLedger {
  readonly installation: TestDatabase
  readonly ledger: LedgerUnderTest
}

/** A baseline, a crowd, corrections, withdrawals, people who are not counted or not shown, a second key, a closed day, an act, the files of the days. */
export async function openFullLedger({ couples = 300 } = {}): Promise<FullLedger & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const installation = stack.use(await freshDatabase())
  const { clock, pass } = movableTime('2026-11-20T04:00:00Z')
  const ledger = stack.use(await openLedger(installation, { clock }))
  const figures = { party: 5, league: 3, pioneers: 2, notStated: 1, people: 10 }
  const { folder } = ledger.deps
  const take = async () => {
    await ledger.take()
    await writeDays(installation, folder)
  }
  await attestBaseline(
    { db: installation.db, folder },
    { asOf: '2026-10-31' as never, figures, dossier: Buffer.from('SAMPLE') },
  )
  const hers = await declare(installation, { people: [{ party: true }, {}, {}] })
  await declare(installation, { people: [{ pioneers: true }], shown: false })
  await declare(installation, { people: [{}, {}] })
  await declare(installation, { people: [{}], counted: false })
  await take()
  await crowd(installation, { entries: couples, each: 2 })
  const act = { at: clock(), who: randomUUID(), what: 'case-opened', record: randomUUID() } as const
  await transaction(asMember(installation.openAs('exeunt_desk'), act.who), (tx) => recordAct(tx, act))
  await take()
  await correct(installation, 1, { people: [{ party: false }], words: null })
  await correct(installation, 3, { people: [{ name: null }] })
  pass(24 * 60 * 60 * 1_000)
  await take()
  await makeNextKey(join(ledger.home, 'signer'), (size) => new Uint8Array(size).fill(3))
  await withdraw(installation, hers)
  await crowd(installation, { entries: 5 })
  await take()
  const opened = stack.move()
  return { installation, ledger, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

interface Asked {
  readonly repair?: boolean
  /** Instead of the installation's own. */
  readonly rows?: LedgerRows
  readonly folder?: PublicFolder
}

/** What "exeunt fsck" finds; it throws a `Difference`. */
export async function check(
  { installation, ledger }: FullLedger,
  { repair = false, rows = rowsOf(installation.db), folder = ledger.deps.folder }: Asked = {},
): Promise<Sound> {
  const steps = fsck({ rows, folder, signer: ledger.deps.signer, repair })
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
  }
}

/** The same, and then the files of the days. */
export async function checkAll(one: FullLedger, asked: Asked = {}): Promise<void> {
  await check(one, asked)
  const { folder = one.ledger.deps.folder, repair = false } = asked
  await checkDayFiles({ db: one.installation.db, folder }, { repair })
}

/** As who owns the tables may: append-only binds the processes and not her. */
export async function withoutTriggers(
  installation: Pick<TestDatabase, 'db'>,
  statement: RawBuilder<unknown>,
): Promise<void> {
  await installation.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await statement.execute(tx)
  })
}
