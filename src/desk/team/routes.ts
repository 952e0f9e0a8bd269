import * as v from 'valibot'
import { ask, asksFrom, mayGive } from '#approvals'
import { transaction } from '#db'
import { base64url, digest, moment, recipient, text, uuid } from '#parse'
import { openedBoxes } from '#review'
import {
  admit,
  type Branch,
  branches,
  hasRole,
  invite,
  removeMember,
  ROLES,
  type Session,
  startReturn,
  takeRole,
  team as everybody,
  type TeamMember,
} from '#staff'
import { assertion } from '../shell/assertion.ts'
import { type Area, call } from '../shell/contract.ts'
import { pageOf } from '../shell/more.ts'

const HEADS = ['head', 'administrator'] as const
const ADMINISTERS = ['administrator'] as const
const ofMember = v.strictObject({ member: uuid })
const role = v.picklist(ROLES)

/** Who works at the desk, who waits, and how a colleague comes to it. */
export const team = {
  page: { path: '/team', standing: 'admitted', title: 'desk-team-title', nav: 'desk-nav-team' },
  calls: {
    team: call({
      path: '/api/team',
      standing: 'admitted',
      body: v.strictObject({ after: text({ min: 0, max: 80 }) }),
      answer: async ({ deps, session }, { after }) => {
        const [all, places] = await Promise.all([everybody(deps), branches(deps)])
        const { rows, next } = pageOf(all, { after, key: ({ name }) => name })
        const left = rows.filter(({ state }) => state === 'left').map(({ id }) => id)
        const opened = left.length > 0 ? await openedBoxes(deps.db, left) : []
        return {
          /** What is compared is signed with this moment. */
          at: deps.clock().toISOString(),
          members: rows.map((member) => ({
            ...shown(member, { viewer: session, places }),
            /** Of who has left: the boxes that she opened; for administrators. */
            opened: opened
              .filter((box) => box.member === member.id)
              .map(({ branch, week, cases }) => ({ branch: calledAs(places, branch), week, cases })),
          })),
          hasOneBranch: places.length === 1,
          gives: givenBy(session, places),
          next,
        }
      },
    }),

    teamInvite: call({
      path: '/api/branch/:branch/invite',
      standing: 'fresh',
      roles: HEADS,
      body: v.strictObject({ role }),
      answer: async ({ deps, session: { member: by, roles }, branch }, given) => {
        if (!mayGive(roles, { ...given, branch })) return { outcome: 'not-allowed' as const }
        const { token } = await invite(deps, { by, branch, ...given })
        return { outcome: 'invited' as const, link: linkWith(deps.origin, token) }
      },
    }),

    teamAdmit: call({
      path: '/api/team/admit',
      standing: 'admitted',
      body: v.strictObject({
        member: uuid,
        compared: v.strictObject({
          recipient,
          credential: base64url({ max: 1400 }),
          key: digest,
          at: moment,
        }),
        touch: assertion,
      }),
      answer: ({ deps, session: { member: by } }, given) => admit(deps, { by, ...given }),
    }),

    teamRemove: call({
      path: '/api/team/remove',
      standing: 'fresh',
      roles: ADMINISTERS,
      body: ofMember,
      answer: ({ deps, session: { member: by } }, { member }) => removeMember(deps, { by, member }),
    }),

    teamReturn: call({
      path: '/api/team/return',
      standing: 'fresh',
      roles: ADMINISTERS,
      body: ofMember,
      answer: async ({ deps, session: { member: by } }, { member }) => {
        const started = await startReturn(deps, { by, member })
        if (started.outcome !== 'started') return started
        return { outcome: started.outcome, link: linkWith(deps.origin, started.token) }
      },
    }),

    roleAsk: call({
      path: '/api/branch/:branch/role',
      standing: 'fresh',
      roles: HEADS,
      body: v.strictObject({ member: uuid, role }),
      answer: ({ deps, session: { member, passkey, roles }, branch }, given) => {
        const act = { kind: 'role', ...given, branch } as const
        // An administrator speaks from the centre, a head from the branch.
        const from = asksFrom(act, roles, branch)
        if (from === null) return { outcome: 'not-allowed' as const }
        const by = { member, passkey, branch: from }
        return transaction(deps.db, (tx) => ask(tx, { by, act, at: deps.clock() }))
      },
    }),

    roleTake: call({
      path: '/api/branch/:branch/role/take',
      standing: 'fresh',
      roles: HEADS,
      body: v.strictObject({ member: uuid, role }),
      answer: ({ deps, session: { member: by, roles }, branch }, taken) =>
        mayGive(roles, { role: taken.role, branch })
          ? takeRole(deps, { by, branch, ...taken })
          : { outcome: 'not-allowed' as const },
    }),
  },
} satisfies Area

/** A member, with what whoever looks may do about her. */
function shown(
  { id, name, state, roles, recipient: key, passkeys }: TeamMember,
  { viewer, places }: { viewer: Session; places: readonly Branch[] },
) {
  const [hers] = passkeys
  const administers = hasRole(viewer.roles, ADMINISTERS) && id !== viewer.member
  const hasLost = state === 'admitted' || (state === 'waiting' && !hers)
  return {
    id,
    name,
    state,
    roles: roles.map((held) => ({
      role: held.role,
      branch: calledAs(places, held.branch),
      mayTake: state !== 'left' && mayGive(viewer.roles, held),
    })),
    synced: passkeys.map(({ backedUp }) => backedUp),
    hasKey: key !== null,
    /** What two people compare of whoever waits. */
    compares:
      state === 'waiting' && hers && key !== null
        ? { recipient: key, credential: hers.credential, key: hers.key }
        : null,
    mayReturn: administers && hasLost,
    mayRemove: administers && state !== 'left',
  }
}

function calledAs(places: readonly Branch[], id: string) {
  return { id, name: places.find((place) => place.id === id)?.name ?? id }
}

/** The roles that she may give, by the branches where they are. */
function givenBy({ roles }: Session, places: readonly Branch[]) {
  return places
    .filter(({ closed }) => !closed)
    .map(({ id, name }) => ({
      id,
      name,
      roles: ROLES.filter((one) => mayGive(roles, { role: one, branch: id })),
    }))
    .filter((place) => place.roles.length > 0)
}

/** The token goes in the fragment, which no server is sent and no log can hold. */
function linkWith(origin: string, token: { reveal(): string }): string {
  return `${origin}/enrol#${token.reveal()}`
}
