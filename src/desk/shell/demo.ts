import { demoReviewer } from '#staff'
import { type Handlers } from './handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { object, oneOf, readBody } from './read-body.ts'
import { sessionToken, setSession } from './session-cookie.ts'
import { type DemoReply } from './wire.ts'

/**
 * The demonstration's way in: whoever asks becomes the SAMPLE reviewer and is handed the demonstration's
 * key. On a real house there is no such page, by what the database says and not by a setting.
 */
export function demoRoutes(deps: DeskDeps): Pick<Handlers, 'demoSit'> {
  return {
    demoSit: async (c) => {
      const { demo } = deps
      if (!demo) return c.json<DemoReply>({ outcome: 'refused' }, 404)
      const body = await readBody(c, object({ seat: oneOf(['reviewer', 'colleague']) }))
      if (body.outcome === 'answered') return body.answer
      const seated = await demoReviewer(deps, { ...body.value, replaced: sessionToken(c) })
      if (seated.outcome === 'refused') return c.json<DemoReply>({ outcome: 'refused' }, 404)
      setSession(c, seated.token)
      const member = { name: seated.name, roles: seated.roles, state: 'admitted', onePasskey: false } as const
      return c.json<DemoReply>({ outcome: 'signed-in', member, identity: demo.identity.reveal() })
    },
  }
}
