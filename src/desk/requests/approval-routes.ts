import { answer, ask, asksFrom, mayGive } from '#approvals'
import { transaction } from '#db'
import { ROLES, takeRole } from '#staff'
import { type Handlers } from '../old/handlers.ts'
import { assertion } from '../old/assertion.ts'
import { object, oneOf, orNull, readBody, text, uuid } from '../old/read-body.ts'
import { settle } from '#settling'
import { type AnswerReply, type AskReply, type RoleTakeReply } from '../old/wire.ts'

const branchId = text({ max: 40, pattern: /^[a-z0-9-]+$/ })

type Names = 'requestAnswer' | 'roleAsk' | 'roleTake'

/** Two people for one act: asking, and answering with the touch of a passkey over exactly what was asked. */
export function approvalRoutes(): Pick<Handlers, Names> {
  return {
    requestAnswer: async (c) => {
      const verdict = oneOf(['approved', 'refused'])
      const read = object({ request: uuid, verdict, branch: branchId, touch: orNull(assertion) })
      const body = await readBody(c, read)
      if (body.outcome === 'answered') return body.answer
      const { member, passkey, roles } = c.get('session')
      const { branch, ...given } = body.value
      const deps = c.get('deps')
      const by = { member, passkey, roles, branch }
      return c.json<AnswerReply>(await answer(deps, { by, ...given }, settle(deps, member)))
    },

    roleAsk: async (c) => {
      const body = await readBody(c, object({ member: uuid, role: oneOf(ROLES) }))
      if (body.outcome === 'answered') return body.answer
      const { member, passkey, roles } = c.get('session')
      const deps = c.get('deps')
      const branch = c.req.param('branch') ?? ''
      const act = { kind: 'role', ...body.value, branch } as const
      // An administrator speaks from the centre, a head from the branch.
      const from = asksFrom(act, roles, branch)
      if (from === null) return c.json({ outcome: 'not-allowed' }, 403)
      const by = { member, passkey, branch: from }
      return c.json<AskReply>(await transaction(deps.db, (tx) => ask(tx, { by, act, at: deps.clock() })))
    },

    roleTake: async (c) => {
      const body = await readBody(c, object({ member: uuid, role: oneOf(ROLES) }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, roles } = c.get('session')
      const branch = c.req.param('branch') ?? ''
      if (!mayGive(roles, { role: body.value.role, branch })) return c.json({ outcome: 'not-allowed' }, 403)
      return c.json<RoleTakeReply>(await takeRole(c.get('deps'), { by, branch, ...body.value }))
    },
  }
}
