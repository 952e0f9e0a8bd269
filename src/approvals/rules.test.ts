// Every kind of act, every role and every branch, through the module's rules and through the database's own.
import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Database, transaction, type Transaction } from '#db'
import { type Role, ROLES } from '#staff'
import { enrolMember, openBranchRow } from '../../test/members.ts'
import { withoutTriggers } from '../../test/full-ledger.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { type Act, writeAct } from './act.ts'
import { answersFrom, type Asked, asksFrom, maySee, RULES, whyNot } from './rules.ts'

const BRANCHES = ['centre', 'paris', 'lyon'] as const
const KINDS = Object.keys(RULES) as Act['kind'][]

test('the database has the same table of who asks and who answers', async () => {
  await using installation = await freshDatabase()
  const { rows } = await sql`
    select kind, asks, asks_at as "asksAt", answers, answers_at as "answersAt" from approvals.rule order by kind`.execute(
    installation.db,
  )
  deepEqual(
    rows,
    KINDS.toSorted().map((kind) => {
      const { asks, asksAt, answers, answersAt } = RULES[kind]
      return { kind, asks, asksAt, answers, answersAt }
    }),
  )
})

test('whoever may ask by the rules asks, in the name of that branch, and nobody else does', async () => {
  await using world = await openWorld()
  for (const kind of KINDS)
    for (const of of BRANCHES)
      for (const given of kind === 'role' ? (['reviewer', 'administrator'] as const) : [null])
        for (const who of world.members)
          for (const from of BRANCHES) {
            const act = world.actAt(kind, of, given)
            const says = asksFrom(act, who.roles, of) === from
            const taken = await world.triesToAsk(who.id, { act, from })
            equal(taken, says, `${who.name} asks for ${kind} ${given ?? ''} of ${of} in the name of ${from}`)
          }
})

for (const alone of [false, true])
  test(`whoever may answer by the rules answers, and who may not hears why, ${alone ? 'where one branch alone has approvers' : 'where every branch has'}`, async () => {
    await using world = await openWorld()
    for (const kind of KINDS)
      for (const branch of BRANCHES.slice(0, alone ? 1 : 3)) {
        const act = world.actAt(kind, 'centre', 'reviewer')
        const asked = { act, requester: world.asks.id, branch, requestedAt: new Date(), elsewhere: !alone }
        for (const who of world.members)
          for (const from of BRANCHES) {
            if (alone && from !== 'centre') continue
            const says = whyNot(asked, { member: who.id, roles: who.roles, branch: from }, new Date())
            const said = await world.triesToAnswer(who.id, { asked, from, alone })
            equal(said, says, `${who.name} answers ${kind} of ${branch} for ${from}`)
          }
      }
  })

test('nobody answers what she asked, what is about herself, what has run out, or what she left the desk over', async () => {
  await using world = await openWorld()
  const act = world.actAt('role', 'centre', 'reviewer')
  const crane = {
    id: world.id('approver', 'centre'),
    roles: [{ role: 'approver', branch: 'centre' }] as const,
  }
  const asked = { act, requester: world.asks.id, branch: 'centre', requestedAt: new Date(), elsewhere: true }
  const cases: [Asked, string][] = [
    [{ ...asked, requester: crane.id }, 'asked-by-you'],
    [{ ...asked, act: { ...act, member: crane.id } as Act }, 'role-of-yours'],
    [{ ...asked, requestedAt: new Date(Date.now() - 30 * 86_400_000 - 60_000) }, 'run-out'],
    [{ ...asked, requestedAt: new Date(Date.now() - 30 * 86_400_000 + 60_000) }, 'answered'],
  ]
  for (const [one, expected] of cases) {
    const by = { member: crane.id, roles: crane.roles, branch: 'centre' }
    equal(whyNot(one, by, new Date()) ?? 'answered', expected)
    equal((await world.triesToAnswer(crane.id, { asked: one, from: 'centre' })) ?? 'answered', expected)
  }
  await sql`update staff.member set state = 'left' where id = ${crane.id}`.execute(world.db)
  equal(await world.triesToAnswer(crane.id, { asked, from: 'centre' }), 'no-approver')
})

test('a request is seen by who asked and by whoever may answer its kind somewhere', async () => {
  await using world = await openWorld()
  for (const kind of KINDS) {
    const act = world.actAt(kind, 'centre', 'reviewer')
    const asked = {
      act,
      requester: world.asks.id,
      branch: 'centre',
      requestedAt: new Date(),
      elsewhere: true,
    }
    for (const who of [...world.members, { ...world.asks, name: 'who asked' }]) {
      const sees = await world.sees(who.id, asked)
      equal(sees, maySee(asked, { member: who.id, roles: who.roles }), `${who.name} sees ${kind}`)
    }
  }
})

test('she answers in the name of the branch where she may, and hears why where she may nowhere', () => {
  const asked = {
    act: { kind: 'certificate-state', number: '0', state: 'revoked', reason: 'lost' },
    requester: 'heron',
    branch: 'centre',
    requestedAt: new Date(),
    elsewhere: true,
  } as const
  const at = (...branches: string[]) => branches.map((branch) => ({ role: 'approver' as const, branch }))
  const said = (roles: ReturnType<typeof at>) => answersFrom(asked, { member: 'crane', roles }, new Date())
  deepEqual(said(at('centre', 'paris')), { branch: 'paris' })
  deepEqual(said(at('centre')), { refusal: 'another-branch' })
  deepEqual(said([]), { refusal: 'no-approver' })
})

interface Tried {
  readonly asked: Asked
  readonly from: string
  readonly alone?: boolean
}

/** A demonstration, where an answer needs no touch: one member for each role at each branch, and something of each kind at each. */
async function openWorld() {
  const installation = await freshDatabase()
  const { db } = installation
  await sql`insert into installation.identity (kind) values ('demo')`.execute(db)
  for (const branch of BRANCHES.slice(1)) await openBranchRow(db, branch)
  const members: { id: string; name: string; roles: { role: Role; branch: string }[] }[] = []
  for (const role of ROLES)
    for (const branch of role === 'administrator' ? BRANCHES.slice(0, 1) : BRANCHES) {
      const name = `the ${role} of ${branch}`
      members.push({
        name,
        id: await enrolMember(db, name, { roles: [role], branch }),
        roles: [{ role, branch }],
      })
    }
  const asks = { id: await enrolMember(db, 'who asks', { roles: [] }), roles: [] }
  const newcomer = await enrolMember(db, 'a newcomer', { roles: [] })
  const things = new Map<string, Thing>()
  for (const branch of BRANCHES) things.set(branch, await placeThings(installation, branch))
  const thing = (branch: string) => things.get(branch) ?? { submission: '', request: '', number: '' }

  return Object.assign(installation, {
    members,
    asks,
    id: (role: Role, branch: string) =>
      members.find(({ roles: [one] }) => one?.role === role && one.branch === branch)?.id ?? '',
    actAt(kind: Act['kind'], branch: string, given: Role | null): Act {
      const { submission, request, number } = thing(branch)
      switch (kind) {
        case 'role':
          return { kind, member: newcomer, role: given ?? 'reviewer', branch }
        case 'correction':
          return { kind, entry: 1, digest: '0'.repeat(64) }
        case 'withdrawal':
          return { kind, submission, channel: 'web', received: '2026-11-20' as Day }
        case 'certificate':
          return { kind, request, digest: '0'.repeat(64), to: 'paris' }
        case 'certificate-state':
          return { kind, number, state: 'revoked', reason: 'lost' }
      }
    },
    /** As the desk's role in her name, past the program; nothing of it stays. */
    triesToAsk: (member: string, { act, from }: { act: Act; from: string }) =>
      undone(db, async (tx) => {
        await actAsDesk(tx, member)
        return (await refusalOf(() => insertRequest(tx, { act, requester: member, branch: from }))) === null
      }),
    triesToAnswer: (member: string, { asked, from, alone = false }: Tried) =>
      undone(db, async (tx) => {
        if (alone)
          await sql`
            update staff.member m set state = 'left' where exists (
              select from staff.role r where r.member = m.id and r.branch <> 'centre')`.execute(tx)
        const request = await insertRequest(tx, asked)
        if (asked.act.kind === 'certificate')
          await sql`
            insert into certificates.prepared (approval, request, day, to_branch, to_box, to_sealed, own_box, own_sealed)
            select ${request}, r.id, r.day, ${asked.act.to}, r.box, '', r.box, ''
            from certificates.request r where r.id = ${asked.act.request}`.execute(tx)
        await actAsDesk(tx, member)
        return refusalOf(() =>
          sql`insert into approvals.answer (request, verdict, approver, branch, at)
            values (${request}, 'approved', ${member}, ${from}, ${new Date()})`.execute(tx),
        )
      }),
    sees: (member: string, asked: Asked) =>
      undone(db, async (tx) => {
        const request = await insertRequest(tx, asked)
        await actAsDesk(tx, member)
        return (await sql`select from approvals.request where id = ${request}`.execute(tx)).rows.length === 1
      }),
  })
}

interface Thing {
  readonly submission: string
  readonly request: string
  readonly number: string
}

/** A declaration, a request for a certificate and a certificate of this branch, as rows. */
async function placeThings(
  installation: Awaited<ReturnType<typeof freshDatabase>>,
  branch: (typeof BRANCHES)[number],
): Promise<Thing> {
  const [box, submission, request] = [randomUUID(), randomUUID(), randomUUID()]
  const number = `AAAAAAAAAAA${BRANCHES.indexOf(branch)}`
  const rows = [
    sql`insert into vault.box (id, branch, week, class, recipient)
      values (${box}, ${branch}, '2026-W48', 'papers', ${`age1pq1${branch}`})`,
    sql`insert into intake.submission (id, channel, day, box, sealed, digest)
      values (${submission}, 'web', '2026-11-20', ${box}, '', ${Buffer.alloc(32)})`,
    sql`insert into certificates.request (id, submission, line, day, branch, box, sealed, digest)
      values (${request}, ${submission}, 1, '2026-11-20', ${branch}, ${box}, '', '')`,
    sql`insert into certificates.intent (number, approval, request, list, index, kid, day)
      values (${number}, ${randomUUID()}, ${request}, 1, ${BRANCHES.indexOf(branch)}, '0000000000000000', '2026-11-20')`,
  ]
  for (const row of rows) await withoutTriggers(installation, row)
  return { submission, request, number }
}

async function insertRequest(
  tx: Transaction,
  asked: { act: Act; requester: string; branch: string; requestedAt?: Date },
): Promise<string> {
  const id = randomUUID()
  const { act, requester, branch, requestedAt = new Date() } = asked
  await sql`
    insert into approvals.request (id, kind, act, requester, branch, requested_at)
    values (${id}, ${act.kind}, ${writeAct(id, act)}, ${requester}, ${branch}, ${requestedAt})`.execute(tx)
  return id
}

/** What the work comes to, of which nothing stays. */
async function undone<Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const done = Promise.withResolvers<Result>()
  await transaction(db, async (tx) => {
    done.resolve(await work(tx))
    throw new Undone()
  }).catch((cause: unknown) => {
    if (!(cause instanceof Undone)) throw cause
  })
  return done.promise
}

class Undone extends Error {}

async function actAsDesk(tx: Transaction, member: string): Promise<void> {
  await sql`select set_config('exeunt.member', ${member}, true)`.execute(tx)
  await sql`set local role exeunt_desk`.execute(tx)
}

/** By which rule the database says no; `row-security` where it was never hers to write. */
async function refusalOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (cause) {
    const { code, constraint } = cause as { code?: string; constraint?: string }
    if (code === '42501') return 'row-security'
    if (code === '23514' && constraint) return constraint
    throw cause
  }
}
