import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordAct } from '#audit'
import { dayAt, invariant, Secret, weekOf } from '#basics'
import { actAs, transaction, type Transaction } from '#db'
import {
  labelOf,
  type BoxId,
  hasBox,
  identityFromSeed,
  makeBox,
  readIdentity,
  sealRecord,
  writeIdentity,
} from '#vault'
import { type Branch } from './branch.ts'
import { DEMO } from './demo-holder.ts'
import { type StaffDeps } from './deps.ts'
import { startSession } from './session.ts'
import { CENTRE, type GrantedRole, type Role, slotsOf } from './roles.ts'
import { isDemoInstallation, lockHolders } from './store.ts'
import { findMemberByName, insertBranch, insertMember, insertRole, selectRoles } from './team-store.ts'

export { DEMO } from './demo-holder.ts'

/** The name is data, not a phrase of the pages: it marks every act of hers as a sample (invariant: SAMPLE is unmistakable). */
const NAMES = { reviewer: 'SAMPLE reviewer', colleague: 'SAMPLE colleague' } as const
export type DemoSeat = keyof typeof NAMES

/** Which of the two somebody is, by the name that she bears. */
export function demoSeatOf(name: string): DemoSeat {
  return name === NAMES.colleague ? 'colleague' : 'reviewer'
}

const DEMO_ROLES: readonly Role[] = ['administrator', 'reviewer', 'operator', 'approver', 'issuer', 'head']
const FILE = 'demo-identity'
const SEED_BYTES = 32

/** The demonstration's own key. It is handed to any browser that asks: nothing real may ever lie under it. */
export interface DemoDesk {
  readonly identity: Secret<string>
  readonly recipient: string
  /** The SAMPLE reviewer's member id. */
  readonly member: string
  /** Of the SAMPLE colleague, who answers what takes two. */
  readonly colleague: string
}

/**
 * Open the desk of a demonstration: the SAMPLE reviewer, and this week's boxes with their keys sealed to the
 * demonstration's identity. Idempotent. Breaks with an InvariantError on a real installation, whatever the settings say.
 */
export async function openDemoDesk(
  deps: StaffDeps & { readonly dataDir: string; readonly timeZone: string },
): Promise<DemoDesk> {
  await refuseRealInstallation(deps)
  const identity = await loadIdentity(deps)
  const { recipient } = identityFromSeed(readIdentity(identity))
  return transaction(deps.db, async (tx) => {
    await lockHolders(tx)
    const colleague = await enrolSample(tx, deps, 'colleague')
    const member = await enrolSample(tx, deps, 'reviewer')
    const desk = { identity, recipient: recipient.text, member, colleague }
    await makeSampleBoxes(tx, deps, desk)
    return desk
  })
}

/** This week's boxes of whatever the SAMPLE reviewer may open, with their keys sealed to the demonstration's identity. */
async function makeSampleBoxes(
  tx: Transaction,
  deps: StaffDeps & { readonly timeZone: string },
  { identity, member }: DemoDesk,
): Promise<void> {
  const { recipient } = identityFromSeed(readIdentity(identity))
  const now = deps.clock()
  const week = weekOf(dayAt(now, deps.timeZone))
  await actAs(tx, member)
  for (const slot of slotsOf(await selectRoles(tx, member))) {
    if (await hasBox(tx, { ...slot, week })) continue
    const id = randomUuid(deps) as BoxId
    const seed = new Secret(deps.random(SEED_BYTES))
    const payload = new TextEncoder().encode(writeIdentity(seed).reveal())
    const sealed = sealRecord({ ...labelOf('box-key', id), payload, recipient })
    const box = { ...slot, week, id, recipient: identityFromSeed(seed).recipient.text }
    await makeBox(tx, { ...box, keys: [{ holder: DEMO, sealed }] })
    await recordAct(tx, { at: now, who: member, what: 'box-made', record: id })
  }
}

/** One of the two, who can do everything; from here on the transaction is hers. */
async function enrolSample(tx: Transaction, { clock }: StaffDeps, seat: DemoSeat): Promise<string> {
  const name = NAMES[seat]
  const known = await findMemberByName(tx, name)
  const member = known ?? (await insertMember(tx, { name, state: 'admitted', invited_by: null }))
  invariant(member, 'the demonstration’s people are members')
  await actAs(tx, member)
  if (!known) await recordAct(tx, { at: clock(), who: member, what: 'enrolled', record: member })
  for (const role of DEMO_ROLES) await insertRole(tx, { member, role, branch: CENTRE })
  return member
}

/** Open SAMPLE branches, where both of the demonstration's people take declarations down, and agree to certificates. Idempotent. */
export function openDemoBranches(
  deps: StaffDeps & { readonly timeZone: string },
  { desk, branches }: { desk: DemoDesk; branches: readonly Branch[] },
): Promise<void> {
  const { db, clock } = deps
  return transaction(db, async (tx) => {
    for (const branch of branches) {
      if (await insertBranch(tx, branch))
        await recordAct(tx, { at: clock(), who: desk.member, what: 'branch-opened', record: branch.id })
      for (const member of [desk.member, desk.colleague])
        for (const role of ['operator', 'approver'] as const)
          await insertRole(tx, { member, role, branch: branch.id })
    }
    await makeSampleBoxes(tx, deps, desk)
  })
}

/** Let a newcomer sign in as one of the two, without a key. Refused on a real installation. */
export async function demoReviewer(
  deps: StaffDeps,
  { seat, replaced }: { seat: DemoSeat; replaced: string | null },
): Promise<
  | { outcome: 'signed-in'; token: Secret<string>; name: string; roles: readonly GrantedRole[] }
  | { outcome: 'refused' }
> {
  return transaction(deps.db, async (tx) => {
    const member = (await isDemoInstallation(tx)) ? await findMemberByName(tx, NAMES[seat]) : undefined
    if (!member) return { outcome: 'refused' }
    await actAs(tx, member)
    const token = await startSession(tx, deps, { member, credential: null, replaced })
    await recordAct(tx, { at: deps.clock(), who: member, what: 'signed-in', record: member })
    return { outcome: 'signed-in', token, name: NAMES[seat], roles: await selectRoles(tx, member) }
  })
}

async function refuseRealInstallation({ db }: StaffDeps): Promise<void> {
  invariant(await isDemoInstallation(db), 'a demo desk opens on a demo installation alone')
}

/** Two starts at once end with the same identity: the one that fails to create the file reads it. */
async function loadIdentity({ dataDir, random }: StaffDeps & { dataDir: string }): Promise<Secret<string>> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, FILE)
  const made = writeIdentity(new Secret(random(SEED_BYTES)))
  try {
    await using file = await open(path, 'wx', 0o600)
    await file.writeFile(`${made.reveal()}\n`)
    return made
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    const identity = new Secret((await readFile(path, 'utf8')).trim())
    return identity
  }
}

function randomUuid({ random }: StaffDeps): string {
  const bytes = Buffer.from(random(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
