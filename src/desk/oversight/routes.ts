import * as v from 'valibot'
import { dayAt } from '#basics'
import { languagesCovering } from '#i18n'
import {
  alarms,
  branchLoad,
  canaries,
  canaryBoxes,
  disagreements,
  openAlarms,
  PAGE,
  placeCanary,
  reviewerLoad,
  seeAlarm,
  sendBack,
} from '#oversight'
import { ageFile, count, text, uuid, wholeNumber } from '#parse'
import { branches, hasRole, type Session } from '#staff'
import { type DeskDeps } from '../deps.ts'
import { type Area, call, NOTHING } from '../shell/contract.ts'
import { ROWS_MOST } from '../shell/more.ts'

const OVERSEES = ['approver', 'head', 'administrator'] as const
const ADMINISTERS = ['administrator'] as const
const APPROVES = ['approver'] as const

/** Where each of the tables goes on; nothing for its beginning. */
const pages = v.strictObject({
  alarms: v.nullable(count),
  branches: text({ min: 0, max: 40 }),
  reviewers: text({ min: 0, max: 80 }),
  looks: v.nullable(count),
})

/** Who watches the reviewers. What each of them sees here the database decides, by her roles. */
export const oversight = {
  page: {
    path: '/oversight',
    standing: 'admitted',
    roles: OVERSEES,
    title: 'desk-oversight-title',
    nav: 'desk-nav-oversight',
  },
  calls: {
    oversight: call({
      path: '/api/oversight',
      standing: 'admitted',
      roles: OVERSEES,
      body: pages,
      answer: ({ deps, session }, asked) => overseen(deps, { session, asked }),
    }),

    alarmsOpen: call({
      path: '/api/alarms',
      standing: 'admitted',
      roles: ADMINISTERS,
      quiet: true,
      body: NOTHING,
      answer: async ({ deps }) => ({ open: await openAlarms(deps.db) }),
    }),

    alarmSee: call({
      path: '/api/alarm/see',
      standing: 'fresh',
      roles: ADMINISTERS,
      body: v.strictObject({ number: wholeNumber({ min: 1 }) }),
      answer: ({ deps, session: { member: by } }, { number }) => seeAlarm(deps, { by, number }),
    }),

    canaryPlace: call({
      path: '/api/canary/place',
      standing: 'fresh',
      roles: ADMINISTERS,
      maxBytes: 128 * 1024,
      body: v.strictObject({
        id: uuid,
        box: uuid,
        sealed: ageFile({ max: 64 * 1024 }),
        contact: v.strictObject({ box: uuid, sealed: ageFile({ max: 16 * 1024 }) }),
        language: v.picklist(languagesCovering('site')),
      }),
      answer: ({ deps, session: { member: by } }, canary) => placeCanary(deps, { by, ...canary }),
    }),

    lookSendBack: call({
      path: '/api/look/send-back',
      standing: 'fresh',
      roles: APPROVES,
      body: v.strictObject({ submission: uuid }),
      answer: ({ deps, session: { member: by } }, { submission }) => sendBack(deps, { by, submission }),
    }),
  },
} satisfies Area

interface Asked {
  readonly session: Session
  readonly asked: v.InferOutput<typeof pages>
}

/** Heads see their own branches, administrators all of them and the alarms, approvers what two disagreed about. */
async function overseen(deps: DeskDeps, { session, asked }: Asked) {
  const { db, clock, timeZone } = deps
  const all = new Map((await branches(deps)).map(({ id, name }) => [id, name]))
  const at = (id: string) => ({ id, name: all.get(id) ?? id })
  const sounded = await alarms(db, { before: asked.alarms })
  const loads = await branchLoad(deps, { after: asked.branches })
  const reviewers = await reviewerLoad(deps, { after: asked.reviewers })
  const looks = await disagreements(db, { before: asked.looks })
  const administers = hasRole(session.roles, ADMINISTERS)
  const boxes = administers ? (await canaryBoxes(deps)).slice(0, ROWS_MOST) : []
  return {
    today: dayAt(clock(), timeZone),
    alarms: page(sounded, ({ number }) => number),
    branches: page(
      loads.map((load) => ({ ...load, branch: at(load.branch) })),
      ({ branch }) => branch.id,
    ),
    reviewers: page(reviewers, ({ name }) => name),
    looks: page(
      looks.map((look) => ({ ...look, branch: at(look.branch) })),
      ({ number }) => number,
    ),
    /** For administrators. */
    canary: administers
      ? {
          placed: await canaries(db),
          boxes: boxes.map(({ draft, contact, branch }) => ({ draft, contact, branch: at(branch) })),
        }
      : null,
  }
}

/** A full page may have another one after it. */
function page<Row, Key>(
  rows: readonly Row[],
  key: (last: Row) => Key,
): { rows: readonly Row[]; next: Key | null } {
  const last = rows.at(-1)
  return { rows, next: last && rows.length === PAGE ? key(last) : null }
}
