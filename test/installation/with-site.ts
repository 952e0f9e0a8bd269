// An installation with its site served on a port of its own, a clock that can be set forward, and a
// reviewer who opens and decides cases as the desk's browser does, with the keys of the installation.
import { asMember } from '#db'
import { deskKeyOf, deskKeys, writeIdentity } from '#vault'
import { agreeToAll } from '../approved.ts'
import { setDaysAhead } from '../days.ts'
import { enrolMember, MEMBER_SEED, passkeyOf } from '../members.ts'
import { type TestDatabase } from '../template-db.ts'
import { type Base, openBase } from './base.ts'
import { makeBoxFor } from './boxes.ts'
import { type LedgerUnderTest } from './ledger.ts'
import { type Desk, type Reviewer, reviewerAt } from './reviewer.ts'
import { type ServedSite, serveSite } from './site.ts'
import { movableTime } from './time.ts'
import { workRound } from './worker.ts'

const HOUR_MS = 60 * 60 * 1_000

export interface TestInstallation extends ServedSite {
  readonly database: TestDatabase
  readonly ledger: LedgerUnderTest
  readonly reviewer: Reviewer
  /** Let time pass, at the site and at the desk. */
  wait(hours: number): void
  /** Let days pass, in the database as well: it goes by a clock of its own where somebody's wish has to rest. */
  pass(days: number): Promise<void>
  /** What the worker and the ledger do: enter what was accepted, take it up, and count it. */
  work(): Promise<void>
}

interface Options {
  readonly kind?: 'real' | 'demo'
  /** Without a box nobody could open a declaration: the installation has not opened yet. */
  readonly closed?: boolean
}

export async function openTestInstallation({
  kind = 'real',
  closed = false,
}: Options = {}): Promise<TestInstallation> {
  await using stack = new AsyncDisposableStack()
  const { clock, pass, daysAhead } = movableTime()
  const base = stack.use(await openBase({ kind, clock }))
  const { database, ledger } = base
  const desk = closed ? null : await openDesk(base)
  const site = stack.use(await serveSite(base))
  const staff = { ...base, db: database.openAs('exeunt_desk'), keys: deskKeys(deskKeyOf(base.keys)) }
  const opened = stack.move()
  return {
    ...site,
    database,
    ledger,
    reviewer: reviewerAt(desk, staff, () => agreeToAll(database, base)),
    wait: (hours) => pass(hours * HOUR_MS),
    async pass(days) {
      pass(days * 24 * HOUR_MS)
      await setDaysAhead(database.db, daysAhead())
    },
    work: () => workRound(base),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** What enrolment leaves behind: a member, and this week's box with its key sealed to her. */
async function openDesk({ database, clock }: Base): Promise<Desk> {
  const member = await enrolMember(database.db, 'Wen')
  const db = asMember(database.openAs('exeunt_desk'), member)
  await makeBoxFor(db, { class: 'draft', branch: 'centre', holder: member, clock })
  return { identity: writeIdentity(MEMBER_SEED), member, passkey: passkeyOf('Wen') }
}
