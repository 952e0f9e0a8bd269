import { sql } from 'kysely'
import * as v from 'valibot'
import { NOBODY, recordAct } from '#audit'
import { type Clock } from '#basics'
import { type Transaction } from '#db'
import { parsedJson, type Schema, uuid } from '#parse'
import { CENTRE, FOUNDER, type GrantedRole, insertRecoveredVouch, OPENED_BY, writeVouch } from '#staff'
import { type BoxClass, giveKeys } from '#vault'
import { type Recovered } from './format.ts'

export type Given =
  | { readonly outcome: 'given'; readonly name: string; readonly boxes: number; readonly strange: number }
  /** `key-differs`: she has enrolled anew since the file was made. */
  | { readonly outcome: 'not-a-file' | 'not-waiting' | 'key-differs' }

/**
 * Admit the member whom the keepers of the shares have sealed the boxes to, as an administrator who can open them all and hand
 * them on. Nobody of the staff agrees to it: three of five have. Keys of boxes that this installation does not have are left
 * out, and counted.
 */
export async function giveRecovered(
  tx: Transaction,
  { clock, file }: { clock: Clock; file: string },
): Promise<Given> {
  const recovered = parsedJson(recoveredFile, file)
  if (!recovered) return { outcome: 'not-a-file' }
  const { member, recipient, credential, key, keys } = recovered
  const { rows } = await sql<{ name: string; recipient: string }>`
    select m.name, case when c.id is not null then m.recipient else '' end as recipient
    from staff.member m
    left join staff.credential c on c.member = m.id and c.id = ${credential} and not c.retired
      and encode(sha256(c.public_key), 'hex') = ${key}
    where m.id = ${member} and m.state = 'waiting' for update of m`.execute(tx)
  const [newcomer] = rows
  if (!newcomer) return { outcome: 'not-waiting' }
  if (newcomer.recipient !== recipient) return { outcome: 'key-differs' }

  const boxes = await findBoxes(tx)
  const known = keys.filter(({ box }) => boxes.has(box))
  // While she waits: to whoever is admitted, a role is given by two.
  await grant(tx, member, [
    ...FOUNDER.map((role) => ({ role, branch: CENTRE })),
    ...known.flatMap(({ box }) => rolesToOpen(boxes.get(box))),
  ])
  const at = clock()
  const statement = writeVouch({ at: at.toISOString(), credential, key, member, recipient })
  await insertRecoveredVouch(tx, { credential, member, statement })
  await sql`update staff.member set state = 'admitted', recovered = true, admitted_at = ${at} where id = ${member}`.execute(
    tx,
  )
  for (let from = 0; from < known.length; from += AT_ONCE)
    await giveKeys(
      tx,
      member,
      known
        .slice(from, from + AT_ONCE)
        .map(({ box, sealed }) => ({ box, sealed: Buffer.from(sealed, 'base64') })),
    )
  await recordAct(tx, { at, who: NOBODY, what: 'recovery-given', record: member })
  return { outcome: 'given', name: newcomer.name, boxes: known.length, strange: keys.length - known.length }
}

/** Rows in one statement. */
const AT_ONCE = 1_000

/** The smallest role that opens a box: whoever gives the roles up again loses the keys with them. */
function rolesToOpen(box: { branch: string; class: BoxClass } | undefined): GrantedRole[] {
  return box ? [{ role: OPENED_BY[box.class][0], branch: box.branch }] : []
}

async function findBoxes(tx: Transaction): Promise<Map<string, { branch: string; class: BoxClass }>> {
  const rows = await tx.selectFrom('vault.box').select(['id', 'branch', 'class']).execute()
  return new Map(rows.map(({ id, branch, class: boxClass }) => [id, { branch, class: boxClass as BoxClass }]))
}

async function grant(tx: Transaction, member: string, roles: readonly GrantedRole[]): Promise<void> {
  const each = new Map(roles.map((role) => [`${role.role}@${role.branch}`, role]))
  await tx
    .insertInto('staff.role')
    .values([...each.values()].map(({ role, branch }) => ({ member, role, branch })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** How every age file begins, in base64. */
const AGE = /^YWdlLWVuY3J5cHRpb24ub3JnL3Yx[A-Za-z0-9+/]+={0,2}$/

const recoveredFile: Schema<Recovered> = v.object({
  format: v.literal('exeunt-recovered/v1'),
  member: uuid,
  recipient: v.string(),
  credential: v.string(),
  key: v.string(),
  keys: v.array(v.object({ box: uuid, sealed: v.pipe(v.string(), v.regex(AGE)) })),
})
