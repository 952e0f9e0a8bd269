// Every kind of act, every role and every branch, through the module's rules and through the database's own.
import { deepEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Day } from '#basics'
import { actAs, asMember, type Database, transaction } from '#db'
import { type Role, ROLES } from '#staff'
import { enrolMember, openBranchRow } from '../../test/members.ts'
import { withoutTriggers } from '../../test/installation/full-ledger.ts'
import { freshDatabase } from '../../test/template-db.ts'
import { type Act, writeAct } from './act.ts'
import { answersFrom, type Asked, asksFrom, maySee, RULES, whyNot } from './rules.ts'

const BRANCHES = ['centre', 'paris', 'lyon'] as const
const ROLES_OF_PROCESSES = ['exeunt_site', 'exeunt_desk', 'exeunt_work', 'exeunt_ledger', 'exeunt_issue']
/** The tables whose triggers want to see the approval. */
const CARRIED_OUT_IN: Record<Act['kind'], string> = {
  role: 'staff.role',
  correction: 'review.acceptance',
  withdrawal: 'review.acceptance',
  certificate: 'certificates.intent',
  'certificate-state': 'certificates.change',
}
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
  const cases = KINDS.flatMap((kind) =>
    (kind === 'role' ? (['reviewer', 'administrator'] as const) : [null]).flatMap((given) =>
      BRANCHES.flatMap((of) => BRANCHES.map((branch) => ({ act: world.actAt(kind, of, given), of, branch }))),
    ),
  )
  for (const { id, name, roles } of world.members)
    deepEqual(
      await world.asks(id, cases),
      cases.map(({ act, of, branch }) => (asksFrom(act, roles, of) === branch ? null : 'row-security')),
      name,
    )
})

for (const alone of [false, true])
  test(`whoever may answer by the rules answers, and who may not hears why, ${alone ? 'where one branch alone has approvers' : 'where every branch has'}`, async () => {
    await using world = await openWorld()
    if (alone) await world.closeAllBut('centre')
    const branches = alone ? (['centre'] as const) : BRANCHES
    const cases = KINDS.flatMap((kind) =>
      branches.flatMap((branch) =>
        branches.map((from) => ({
          ...world.asked(world.actAt(kind, 'centre'), branch),
          elsewhere: !alone,
          from,
        })),
      ),
    )
    for (const { id: member, name, roles } of world.members.filter(
      ({ roles: [one] }) => !alone || one?.branch === 'centre',
    ))
      deepEqual(
        await world.answers(member, cases),
        cases.map(({ from, ...asked }) => whyNot(asked, { member, roles, branch: from }, new Date())),
        name,
      )
  })

test('nobody answers what she asked, what is about herself, what has run out, or when she has left', async () => {
  await using world = await openWorld()
  const crane = {
    member: world.id('approver', 'centre'),
    roles: [{ role: 'approver', branch: 'centre' }] as const,
  }
  const act = world.actAt('role', 'centre')
  const asked = { ...world.asked(act, 'centre'), from: 'centre' }
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  const cases = [
    { ...asked, requester: crane.member },
    { ...asked, act: { ...act, member: crane.member } as Act },
    { ...asked, requestedAt: daysAgo(30.01) },
    { ...asked, requestedAt: daysAgo(29.99) },
  ]
  const says = cases.map((one) => whyNot(one, { ...crane, branch: 'centre' }, new Date()))
  deepEqual(says, ['asked-by-you', 'role-of-yours', 'run-out', null])
  deepEqual(await world.answers(crane.member, cases), says)
  await sql`update staff.member set state = 'left' where id = ${crane.member}`.execute(world.db)
  deepEqual(await world.answers(crane.member, [asked]), ['no-approver'])
})

test('a request is seen by who asked and by whoever may answer its kind somewhere', async () => {
  await using world = await openWorld()
  const all = KINDS.map((kind) => world.asked(world.actAt(kind, 'centre'), 'centre'))
  for (const one of all) await insertRequest(world.db, one)
  for (const { id: member, name, roles } of [...world.members, { ...world.requester, name: 'who asked' }])
    deepEqual(
      await world.seen(member),
      all
        .filter((one) => maySee(one, { member, roles }))
        .map(({ act }) => act.kind)
        .toSorted(),
      name,
    )
})

test('what two agreed to is carried out by the process that the rules name, and by no other', async () => {
  await using installation = await freshDatabase()
  for (const kind of KINDS) {
    const { rows } = await sql<{ role: string }>`
      select role from unnest(${ROLES_OF_PROCESSES}::text[]) role
      where has_any_column_privilege(role, ${CARRIED_OUT_IN[kind]}, 'insert') order by role`.execute(
      installation.db,
    )
    const named = `exeunt_${RULES[kind].carriedOutBy}`
    // Whoever issues a certificate ends the one that it takes the place of, with no approval of its own.
    const expected = kind === 'certificate-state' ? [named, 'exeunt_issue'] : [named]
    deepEqual(
      rows.map(({ role }) => role),
      expected,
      kind,
    )
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

interface Tried extends Pick<Asked, 'act' | 'branch'> {
  readonly requester?: string
  readonly requestedAt?: Date
  /** The branch in whose name it is answered. */
  readonly from?: string
}

/** One member for each role at each branch, and something of each kind at each. */
async function openWorld() {
  const installation = await freshDatabase()
  const { db } = installation
  await sql`insert into installation.identity (kind) values ('real')`.execute(db)
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
  const requester = { id: await enrolMember(db, 'who asks', { roles: [] }), roles: [] }
  const newcomer = await enrolMember(db, 'a newcomer', { roles: [] })
  const things = new Map<string, Thing>()
  for (const branch of BRANCHES) things.set(branch, await placeThings(installation, branch))
  const thing = (branch: string) => things.get(branch) ?? { submission: '', request: '', number: '' }
  await letTry(db)

  return Object.assign(installation, {
    members,
    requester,
    id: (role: Role, branch: string) =>
      members.find(({ roles: [one] }) => one?.role === role && one.branch === branch)?.id ?? '',
    actAt(kind: Act['kind'], branch: string, given: Role | null = null): Act {
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
    asked: (act: Act, branch: string): Asked => ({
      act,
      requester: requester.id,
      branch,
      requestedAt: new Date(),
      elsewhere: true,
    }),
    asks: (member: string, cases: readonly Tried[]) => tried(db, { member, how: 'asks', cases }),
    answers: (member: string, cases: readonly Tried[]) => tried(db, { member, how: 'answers', cases }),
    async seen(member: string) {
      const desk = asMember(installation.openAs('exeunt_desk'), member)
      const rows = await desk.selectFrom('approvals.request').select('kind').orderBy('kind').execute()
      return rows.map(({ kind }) => kind)
    },
    async closeAllBut(branch: string) {
      await withoutTriggers(installation, sql`update staff.branch set closed = true where id <> ${branch}`)
    },
  })
}

/**
 * By which rule the database says no to each case, past the program, as the desk's role in this member's name; null where it says yes.
 * Nothing of it stays.
 */
async function tried(
  db: Database,
  { member, how, cases }: { member: string; how: 'asks' | 'answers'; cases: readonly Tried[] },
): Promise<(string | null)[]> {
  const rows = cases.map(({ act, branch, requester = member, requestedAt = new Date(), from }) => {
    const id = randomUUID()
    return { id, kind: act.kind, act: writeAct(id, act), requester, branch, requested_at: requestedAt, from }
  })
  return transaction(db, async (tx) => {
    await actAs(tx, member)
    await sql`set local role exeunt_desk`.execute(tx)
    const { rows: said } = await sql<{ rule: string | null }>`
      select trying.${sql.raw(how)}(one) as rule
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality t (one, nth) order by nth`.execute(
      tx,
    )
    return said.map(({ rule }) => rule)
  })
}

/** Of whoever asks, if she has one. */
const A_PASSKEY = '(select c.id from staff.credential c order by (c.member = requester) desc limit 1)'

/** Functions that try one thing, undo it, and say which rule was against it. */
async function letTry(db: Database): Promise<void> {
  const trying = (name: string, work: string) =>
    sql.raw(`
      create function trying.${name}(one jsonb) returns text language plpgsql as $$
      declare
        rule text;
      begin
        ${work}
        raise sqlstate 'UNDON';
      exception
        when sqlstate 'UNDON' then return null;
        when insufficient_privilege then return 'row-security';
        when check_violation then
          get stacked diagnostics rule = constraint_name;
          return rule;
      end
      $$`)
  const request = `
    insert into approvals.request (id, kind, act, requester, branch, credential, requested_at)
    select id, kind, act, requester, branch, ${A_PASSKEY}, requested_at
    from jsonb_populate_record(null::approvals.request, one);`
  await sql`create schema trying`.execute(db)
  await trying('asks', request).execute(db)
  await sql
    .raw(`
      create function trying.place(one jsonb) returns void language plpgsql security definer as $$
      begin
        ${request}
        insert into certificates.prepared (approval, request, day, to_branch, to_box, to_sealed, own_box, own_sealed)
        select (one ->> 'id')::uuid, r.id, r.day, (one ->> 'act')::jsonb ->> 'to', r.box, '', r.box, ''
        from certificates.request r where one ->> 'kind' = 'certificate' and r.id = ((one ->> 'act')::jsonb ->> 'request')::uuid;
      end
      $$`)
    .execute(db)
  await sql
    .raw(`
      create function trying.client_data(one jsonb) returns bytea language sql security definer as $$
        select convert_to(json_build_object('challenge', approvals.challenge('approved', one ->> 'act'))::text, 'UTF8')
      $$`)
    .execute(db)
  await trying(
    'answers',
    `perform trying.place(one);
    insert into approvals.answer
      (request, verdict, approver, branch, at, credential, client_data, authenticator_data, signature)
    select (one ->> 'id')::uuid, 'approved', staff.acting(), one ->> 'from', now(), c.id,
      trying.client_data(one), '', ''
    from staff.credential c where c.member = staff.acting();`,
  ).execute(db)
  await sql`grant usage on schema trying to exeunt_desk`.execute(db)
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

async function insertRequest(db: Database, { act, requester, branch, requestedAt }: Asked): Promise<void> {
  const id = randomUUID()
  await sql`
    insert into approvals.request (id, kind, act, requester, branch, credential, requested_at)
    select ${id}, ${act.kind}, ${writeAct(id, act)}, requester, ${branch}, ${sql.raw(A_PASSKEY)}, ${requestedAt}
    from (select ${requester}::uuid as requester) who`.execute(db)
}
