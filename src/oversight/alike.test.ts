// Nothing that the desk's role may read tells a canary from a declaration, whoever it says that it asks for.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { systemRandom } from '#basics'
import { asMember } from '#db'
import { languagesCovering } from '#i18n'
import { readable } from '../../test/faults/every-row.ts'
import { COMPLETE, post } from '../../test/journeys/by-wire.ts'
import { openTestInstallation } from '../../test/installation/with-site.ts'
import { enrolMember } from '../../test/members.ts'
import { deskKeyOf, deskKeys } from '#vault'
import { sealCanary } from '../desk/oversight/browser/seal-canary.ts'
import { canaryBoxes, placeCanary } from './index.ts'

/** The desk hands nobody a canary, so it has to know which cases are not to be handed out: THREAT-MODEL.md, known gaps. */
const KNOWN = new Set(['intake.pending.not_before'])

const DECLARATIONS: readonly Record<string, string>[] = [
  {},
  { contact: 'SAMPLE by post' },
  { nocode: 'on' },
  { words: 'SAMPLE I leave.', show: 'counted' },
]

test('no column that the desk may read has something of a canary that no declaration has', async () => {
  await using installation = await openTestInstallation()
  const heron = await enrolMember(installation.database.db, 'Heron', { roles: ['administrator', 'reviewer'] })
  for (const language of languagesCovering('site'))
    for (const differing of DECLARATIONS) {
      const { status } = await post(installation, `/${language}/declare`, { ...COMPLETE, ...differing })
      equal(status, 200)
    }
  const { db: owner } = installation.database
  const cases = (await owner.selectFrom('intake.submission').select('id').execute()).map(({ id }) => id)
  equal(cases.length, languagesCovering('site').length * DECLARATIONS.length)

  const deps = {
    db: asMember(installation.database.openAs('exeunt_desk'), heron),
    clock: installation.deps.clock,
    timeZone: installation.deps.timeZone,
    random: systemRandom,
    keys: deskKeys(deskKeyOf(installation.deps.keys)),
    boxes: installation.deps.boxes,
  }
  const [box] = await canaryBoxes(deps)
  ok(box)
  const canaries: string[] = []
  for (const language of languagesCovering('site')) {
    const invented = { name: 'SAMPLE 陈不在', words: 'SAMPLE I leave.', contact: 'SAMPLE by post', language }
    const { id, contact, ...canary } = await sealCanary(invented, box)
    const placed = await placeCanary(deps, {
      by: heron,
      id,
      ...canary,
      sealed: Buffer.from(canary.sealed, 'base64'),
      contact: { ...contact, sealed: Buffer.from(contact.sealed, 'base64') },
    })
    deepEqual(placed, { outcome: 'placed' })
    canaries.push(id)
  }

  for (const member of [heron, null]) {
    const seen = await traits(installation.database.url('exeunt_desk'), { member, cases, canaries })
    // Of every table there is a number of rows, of those that name a submission there are columns.
    const columns = [...seen.keys()].filter((where) => where.split('.').length === 3)
    equal(columns.length > 10, member !== null, `there is something to compare: ${columns.join(', ')}`)
    for (const [where, { ofCases, ofCanaries }] of seen) {
      const tells = [...ofCanaries].filter((trait) => !ofCases.has(trait))
      if (!KNOWN.has(where)) deepEqual(tells, [], where)
    }
  }
})

test('the act of placing one does not lead to it by the transaction that both were made in', async () => {
  await using installation = await openTestInstallation()
  const desk = installation.database.openAs('exeunt_desk')
  await rejects(
    desk
      .selectFrom('audit.act')
      .select('xmin' as 'id')
      .execute(),
    /permission denied/,
  )
})

interface Traits {
  readonly ofCases: Set<string>
  readonly ofCanaries: Set<string>
}

/** Of every readable column whose row names a submission, what its values are like; and of every table, how many rows name one. */
async function traits(
  connectionString: string,
  { member, cases, canaries }: { member: string | null; cases: string[]; canaries: string[] },
): Promise<Map<string, Traits>> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const seen = new Map<string, Traits>()
  const note = (where: string, submission: string, trait: string) => {
    const known = seen.get(where) ?? { ofCases: new Set(), ofCanaries: new Set() }
    seen.set(where, known)
    ;(canaries.includes(submission) ? known.ofCanaries : known.ofCases).add(trait)
  }
  try {
    await client.query(`select set_config('exeunt.member', $1, false)`, [member ?? ''])
    for (const { schema, table, columns } of await readable(client)) {
      const fields = columns.map((column) => `${client.escapeIdentifier(column)}::text`).join(', ')
      const from = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`
      const { rows } = await client.query<(string | null)[]>({
        text: `select ${fields} from ${from}`,
        rowMode: 'array',
      })
      const times = new Map([...cases, ...canaries].map((id) => [id, 0]))
      for (const row of rows) {
        const submission = row.find((value) => value !== null && times.has(value))
        if (!submission) continue
        times.set(submission, (times.get(submission) ?? 0) + 1)
        for (const [at, column] of columns.entries())
          note(`${schema}.${table}.${column}`, submission, traitOf(row[at] ?? null))
      }
      if (rows.length > 0) for (const [id, count] of times) note(`${schema}.${table}`, id, `${count} rows`)
    }
  } finally {
    await client.end()
  }
  return seen
}

/** What is random has its kind and its length; everything else is what it says. */
function traitOf(value: string | null): string {
  if (value === null) return 'null'
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(value)
  if (uuid) return `a UUID of kind ${uuid[1]}`
  return /^\\x[0-9a-f]{32,}$/.test(value) ? `${value.length} digits` : value
}
