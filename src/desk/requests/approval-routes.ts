import { answer } from '#approvals'
import { type Handlers } from '../old/handlers.ts'
import { assertion } from '../old/assertion.ts'
import { object, oneOf, orNull, readBody, text, uuid } from '../old/read-body.ts'
import { settle } from '#settling'
import { type AnswerReply } from '../old/wire.ts'

const branchId = text({ max: 40, pattern: /^[a-z0-9-]+$/ })

/** Two people for one act: asking, and answering with the touch of a passkey over exactly what was asked. */
export function approvalRoutes(): Pick<Handlers, 'requestAnswer'> {
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
  }
}
