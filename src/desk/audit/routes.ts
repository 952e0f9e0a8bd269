import * as v from 'valibot'
import { type AuditedAct } from '#audit'
import { dayAt } from '#basics'
import { count } from '#parse'
import { latestActs } from '#staff'
import { type Area, call } from '../shell/contract.ts'
import { ROWS_MOST } from '../shell/more.ts'

const ADMINISTERS = ['administrator'] as const

/** A declaration has a day and no hour, and so has the act of taking it down. */
const ONLY_BY_DAY: ReadonlySet<string> = new Set<AuditedAct>(['taken-in'])

/** Who did what to which record, reading included. */
export const audit = {
  page: {
    path: '/audit',
    standing: 'admitted',
    roles: ADMINISTERS,
    title: 'desk-audit-title',
    nav: 'desk-nav-audit',
  },
  calls: {
    acts: call({
      path: '/api/audit',
      standing: 'admitted',
      roles: ADMINISTERS,
      body: v.strictObject({ before: v.nullable(count) }),
      answer: async ({ deps }, { before }) => {
        const acts = await latestActs(deps, { before, most: ROWS_MOST })
        const last = acts.at(-1)?.number ?? 1
        return {
          acts: acts.map(({ number, at, name, what, record }) => ({
            number,
            day: dayAt(at, deps.timeZone),
            at: ONLY_BY_DAY.has(what) ? null : at,
            name,
            what: what as AuditedAct, // the database takes no other
            record,
          })),
          most: ROWS_MOST,
          /** The acts before this number are on the next page. */
          older: last > 1 ? last : null,
        }
      },
    }),
  },
} satisfies Area
