import { admit, invite, keysFor, removeMember, ROLES } from '#staff'
import { mayGive } from './approval-routes.ts'
import { type Handlers } from './handlers.ts'
import { type DeskNeeds } from './needs.ts'
import { ageFile, list, object, oneOf, readBody, uuid } from './read-body.ts'
import { ROUTES } from './routes.ts'
import { type AdmitReply, type InviteReply, type KeysReply, type RemoveReply } from './wire.ts'

/** Boxes that one colleague can hand over at once: ten years of weeks. */
const KEYS_MAX = 520

const admission = object({
  member: uuid,
  keys: list(object({ box: uuid, sealed: ageFile({ max: 16 * 1024 }) }), KEYS_MAX),
})

export function teamRoutes(
  needs: DeskNeeds,
): Pick<Handlers, 'teamInvite' | 'teamAdmit' | 'teamRemove' | 'boxKeys'> {
  return {
    teamInvite: async (c) => {
      const body = await readBody(c, object({ role: oneOf(ROLES) }))
      if (body.outcome === 'answered') return body.answer
      const { member: by, roles } = c.get('session')
      const { role } = body.value
      const branch = c.req.param('branch') ?? ''
      if (!mayGive(roles, { role, branch })) return c.json({ outcome: 'not-allowed' }, 403)
      const { token } = await invite(c.get('needs'), { by, role, branch })
      // In the fragment, which no server is sent and no log can hold.
      return c.json<InviteReply>({
        outcome: 'invited',
        link: `${needs.origin}${ROUTES.enrolLink.path}#${token.reveal()}`,
      })
    },

    boxKeys: async (c) => {
      const body = await readBody(c, object({ member: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { holder } = c.get('session')
      const keys = await keysFor(c.get('needs'), { holder, member: body.value.member })
      return c.json<KeysReply>({
        keys: keys.map(({ box, sealed }) => ({ box, sealed: Buffer.from(sealed).toString('base64') })),
      })
    },

    teamRemove: async (c) => {
      const body = await readBody(c, object({ member: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { member } = body.value
      return c.json<RemoveReply>(await removeMember(c.get('needs'), { by: c.get('session').member, member }))
    },

    teamAdmit: async (c) => {
      const body = await readBody(c, admission, 8 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      return c.json<AdmitReply>(await admit(c.get('needs'), { by: c.get('session'), ...body.value }))
    },
  }
}
