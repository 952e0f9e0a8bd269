import { cleanName } from '#channels'
import { type Branch, CENTRE, changeBranch, openBranch } from '#staff'
import { COUNTRIES, LANGUAGES } from '#i18n'
import { type Handlers } from '../old/handlers.ts'
import { flag, list, object, oneOf, orNull, readBody, type Reader, text } from '../old/read-body.ts'
import { type BranchReply } from '../old/wire.ts'

/** One line of a branch's own words, as clean as a declaration's. */
const line =
  (max: number): Reader<string> =>
  (value) => {
    const typed = text({ min: 0, max: 4 * max })(value)
    const clean = typed === undefined ? undefined : cleanName(typed)
    return clean !== undefined && Array.from(clean).length <= max ? clean : undefined
  }

const SAYS = {
  name: line(80),
  country: orNull(oneOf(COUNTRIES)),
  place: line(120),
  languages: list(oneOf(LANGUAGES), LANGUAGES.length),
  spoken: line(120),
  hours: line(240),
  contact: line(240),
  listed: flag,
  closed: flag,
}
const id = text({ min: 2, max: 40, pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/ })

/** What a branch says of itself. A changed contact could be a trap, so it takes a fresh touch, and the page says who wrote it. */
export function branchRoutes(): Pick<Handlers, 'branchOpen' | 'branchChange'> {
  return {
    branchOpen: async (c) => {
      const body = await readBody(c, object({ ...SAYS, id }))
      if (body.outcome === 'answered') return body.answer
      const branch = body.value
      if (branch.name === '' || branch.closed) return c.json({ outcome: 'malformed' }, 400)
      return c.json<BranchReply>(await openBranch(c.get('deps'), { by: c.get('session').member, branch }))
    },

    branchChange: async (c) => {
      const body = await readBody(c, object(SAYS))
      if (body.outcome === 'answered') return body.answer
      const own = c.req.param('branch') ?? ''
      const branch: Branch = { ...body.value, id: own, ...(own === CENTRE && { name: 'Centre' }) }
      if (branch.name === '') return c.json({ outcome: 'malformed' }, 400)
      return c.json<BranchReply>(await changeBranch(c.get('deps'), { by: c.get('session').member, branch }))
    },
  }
}
