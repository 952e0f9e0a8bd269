import { mayGive } from '#approvals'
import { admit, invite, removeMember, ROLES, startReturn } from '#staff'
import { type Handlers } from '../old/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { assertion } from '../old/assertion.ts'
import {
  base64url,
  digest,
  moment,
  object,
  oneOf,
  orNull,
  readBody,
  recipient,
  uuid,
} from '../old/read-body.ts'
import { OLD_ROUTES } from '../old/routes.ts'
import { type AdmitReply, type InviteReply, type RemoveReply, type ReturnReply } from '../old/wire.ts'

const admission = object({
  member: uuid,
  compared: object({ recipient, credential: base64url(1400), key: digest, at: moment }),
  touch: orNull(assertion),
})

export function teamRoutes(
  deps: DeskDeps,
): Pick<Handlers, 'teamInvite' | 'teamAdmit' | 'teamRemove' | 'teamReturn'> {
  // In the fragment, which no server is sent and no log can hold.
  const linkOf = (token: { reveal(): string }) =>
    `${deps.origin}${OLD_ROUTES.enrolLink.path}#${token.reveal()}`
  return {
    teamInvite: async (c) => {
      const body = await readBody(c, object({ role: oneOf(ROLES) }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, roles } = c.get('session')
      const { role } = body.value
      const branch = c.req.param('branch') ?? ''
      if (!mayGive(roles, { role, branch })) return c.json({ outcome: 'not-allowed' }, 403)
      const { token } = await invite(c.get('deps'), { by, role, branch })
      return c.json<InviteReply>({ outcome: 'invited', link: linkOf(token) })
    },

    teamReturn: async (c) => {
      const body = await readBody(c, object({ member: uuid }))
      if (body.outcome === 'answered') return body.answer
      const started = await startReturn(c.get('deps'), { by: c.get('session').member, ...body.value })
      if (started.outcome !== 'started') return c.json<ReturnReply>(started)
      return c.json<ReturnReply>({ outcome: 'started', link: linkOf(started.token) })
    },

    teamRemove: async (c) => {
      const body = await readBody(c, object({ member: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { member } = body.value
      return c.json<RemoveReply>(await removeMember(c.get('deps'), { by: c.get('session').member, member }))
    },

    teamAdmit: async (c) => {
      const body = await readBody(c, admission)
      if (body.outcome === 'answered') return body.answer
      const { member: by, passkey } = c.get('session')
      const admitted = await admit(c.get('deps'), { by, passkey, ...body.value })
      if (admitted.outcome !== 'admitted') return c.json<AdmitReply>(admitted)
      const { own } = admitted
      const wrappedIdentity = Buffer.from(own?.wrappedIdentity ?? []).toString('base64')
      return c.json<AdmitReply>({ outcome: 'admitted', own: own && { ...own, wrappedIdentity } })
    },
  }
}
