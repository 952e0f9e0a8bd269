// `npm run bench:desk`: how long a reviewer waits, and how long an installation of a hundred branches needs to hand a year's keys on.
// One browser and one database on this machine; the figures of a run belong together.
import { randomUUID } from 'node:crypto'
import { cpus } from 'node:os'
import { sql } from 'kysely'
import { systemRandom } from '#basics'
import { labelOf, parseRecipient, sealRecord, writeIdentity } from '#vault'
import { type DeskInstallation, openDeskInstallation, sendDeclaration } from '../installation/with-desk.ts'
import { twoAtTheDesk } from '../journeys/two-at-the-desk.ts'
import { Secret } from '#basics'
import { startTestServer } from '../template-db.ts'
import { median } from './rounds.ts'
import { launchBrowser } from '../journeys/browser.ts'
import { openNextCase, signInAt } from '../journeys/workplace.ts'

const CASES = 60
const SIGN_INS = 5
const BRANCHES = 100
const WEEKS = 52
const CLASSES = ['draft', 'contact', 'papers'] as const

await using server = await startTestServer()
process.env['EXEUNT_TEST_SERVER'] = server.url
const browser = await launchBrowser()
await using installation = await openDeskInstallation('real', { budget: { hour: 10_000, day: 10_000 } })
const { heron, crane } = await twoAtTheDesk(browser, installation)
for (let nth = 0; nth < CASES; nth += 1) await sendDeclaration(installation, { words: `SAMPLE (${nth})` })
say(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, ${browser.version()}`,
)

const signIns: number[] = []
for (let nth = 0; nth < SIGN_INS; nth += 1) {
  await crane.page.goto(`${installation.origin}/en/`)
  const from = performance.now()
  await signInAt(crane, installation)
  await openNextCase(crane)
  signIns.push(performance.now() - from)
}
say(
  `from the page without a session to an open case, the touch included: ${median(signIns).toFixed(0)} ms (median of ${SIGN_INS})`,
)

const from = performance.now()
const words = crane.page.locator('[data-part="words"]')
// What is registered makes room for the next one by itself.
for (let nth = 1; nth < CASES; nth += 1) {
  const hasNotText = (await words.textContent()) ?? ''
  await crane.page.keyboard.press('r')
  await words.filter({ hasText: 'SAMPLE', hasNotText }).waitFor()
}
say(
  `registered and the next one opened: ${(((CASES - 1) / (performance.now() - from)) * 1_000).toFixed(1)} cases/s in one browser`,
)

await fillWithBoxes(installation)
const lacks = async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from vault.box b where not exists (
      select from vault.box_key k join staff.member m on m.id::text = k.holder and m.name = 'Crane' where k.box = b.id)`.execute(
    installation.db,
  )
  return rows[0]?.n ?? 0
}
const atFirst = await lacks()
const begun = performance.now()
await signInAt(heron, installation)
let left = atFirst
while (left > 0 && performance.now() - begun < 15 * 60_000) {
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  left = await lacks()
}
const seconds = (performance.now() - begun) / 1_000
say(
  `${atFirst - left} of ${atFirst} box keys handed on, opened and sealed anew in a reviewer's browser: ${seconds.toFixed(0)} s, ${((atFirst - left) / seconds).toFixed(0)}/s`,
)
await browser.close()

/** A year of boxes of a hundred branches, which Heron holds and Crane, who has the same roles from now on, does not. */
async function fillWithBoxes({ db }: DeskInstallation): Promise<void> {
  await sql`insert into staff.branch (id, name, languages)
    select 'branch-' || n, 'SAMPLE branch ' || n, '{en}' from generate_series(1, ${BRANCHES - 1}) n`.execute(
    db,
  )
  const holder = await db
    .selectFrom('staff.member')
    .selectAll()
    .where('name', '=', 'Heron')
    .executeTakeFirstOrThrow()
  const recipient = parseRecipient(holder.recipient ?? '')
  const { rows: branches } = await sql<{ id: string }>`select id from staff.branch`.execute(db)
  for (const { id: branch } of branches) {
    const boxes = Array.from({ length: WEEKS }, (_, week) =>
      CLASSES.map((boxClass) => ({
        id: randomUUID(),
        branch,
        class: boxClass,
        week: `2025-W${String(week + 1).padStart(2, '0')}`,
      })),
    ).flat()
    await db
      .insertInto('vault.box')
      .values(boxes.map((box) => ({ ...box, recipient: recipient.text })))
      .execute()
    const keys = boxes.map(({ id }) => {
      const payload = Buffer.from(writeIdentity(new Secret(systemRandom(32))).reveal())
      return {
        box: id,
        holder: holder.id,
        sealed: Buffer.from(sealRecord({ ...labelOf('box-key', id), recipient, payload })),
      }
    })
    await db.insertInto('vault.box_key').values(keys).execute()
  }
  await db.transaction().execute(async (tx) => {
    // Roles take two; how long people need for that is not what is measured.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`insert into staff.role (member, branch, role)
      select m.id, b.id, r.role
      from staff.member m, staff.branch b, (values ('reviewer'), ('operator'), ('issuer')) r (role)
      on conflict do nothing`.execute(tx)
  })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
