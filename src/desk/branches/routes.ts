import * as v from 'valibot'
import { dayAt } from '#basics'
import { cleanName } from '#channels'
import { COUNTRIES, LANGUAGES } from '#i18n'
import { flag, list, text } from '#parse'
import { branches as everyBranch, CENTRE, changeBranch, hasRole, lastChanges, openBranch } from '#staff'
import { type Area, call } from '../shell/contract.ts'
import { pageOf } from '../shell/more.ts'

/** One line of a branch's own words, as clean as a declaration's. */
function line(max: number) {
  return v.pipe(
    text({ min: 0, max: 4 * max }),
    v.transform(cleanName),
    v.check((clean) => Array.from(clean).length <= max),
  )
}

const SAYS = {
  name: line(80),
  country: v.nullable(v.picklist(COUNTRIES)),
  place: line(120),
  languages: list(v.picklist(LANGUAGES), { max: LANGUAGES.length }),
  spoken: line(120),
  hours: line(240),
  contact: line(240),
  listed: flag,
  closed: flag,
}
const id = text({ min: 2, max: 40, pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/ })

const HEADS = ['head', 'administrator'] as const
const ADMINISTERS = ['administrator'] as const

/** What each branch says of itself: everybody sees it, heads change their own, administrators change any and open new ones. */
export const branches = {
  page: { path: '/branches', standing: 'admitted', title: 'desk-branches-title', nav: 'desk-branches-title' },
  calls: {
    branches: call({
      path: '/api/branches',
      standing: 'admitted',
      body: v.strictObject({ after: text({ min: 0, max: 40 }) }),
      answer: async ({ deps, session }, { after }) => {
        const [all, changes] = await Promise.all([everyBranch(deps), lastChanges(deps)])
        const { rows, next } = pageOf(all, { after, key: (branch) => branch.id })
        return {
          branches: rows.map((branch) => ({
            ...branch,
            changed: lastOf(changes, branch.id, deps.timeZone),
            mayChange: hasRole(session.roles, HEADS, branch.id),
          })),
          mayOpen: hasRole(session.roles, ADMINISTERS),
          next,
        }
      },
    }),

    branchOpen: call({
      path: '/api/branches/open',
      standing: 'fresh',
      roles: ADMINISTERS,
      body: v.strictObject({
        ...SAYS,
        name: v.pipe(SAYS.name, v.minLength(1)),
        closed: v.literal(false),
        id,
      }),
      answer: ({ deps, session: { member: by } }, branch) => openBranch(deps, { by, branch }),
    }),

    // A changed contact could be a trap, so it takes a fresh touch, and everybody sees who wrote it.
    branchChange: call({
      path: '/api/branch/:branch/change',
      standing: 'fresh',
      roles: HEADS,
      body: v.strictObject(SAYS),
      answer: ({ deps, session: { member: by }, branch: own }, said) => {
        const branch = { ...said, id: own, ...(own === CENTRE && { name: 'Centre' }) }
        return branch.name === '' ? { outcome: 'nameless' as const } : changeBranch(deps, { by, branch })
      },
    }),
  },
} satisfies Area

/** Who wrote last what a branch says of itself, and on which day. */
function lastOf(changes: Awaited<ReturnType<typeof lastChanges>>, id: string, timeZone: string) {
  const last = changes.find(({ branch }) => branch === id)
  return last ? { name: last.name, day: dayAt(last.at, timeZone) } : null
}
