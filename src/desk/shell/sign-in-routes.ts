import { signIn, signInOptions, signOut } from '#staff'
import { type Handlers } from './handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { assertion } from './assertion.ts'
import { readBody } from './read-body.ts'
import { clearSession, sessionToken, setSession } from './session-cookie.ts'
import { type SignInReply } from './wire.ts'

export function signInRoutes(deps: DeskDeps): Pick<Handlers, 'signInOptions' | 'signIn' | 'signOut'> {
  return {
    signInOptions: async (c) => c.json(await signInOptions(deps)),

    signIn: async (c) => {
      const body = await readBody(c, assertion)
      if (body.outcome === 'answered') return body.answer
      const signed = await signIn(deps, { response: body.value, replaced: sessionToken(c) })
      if (signed.outcome === 'refused') return c.json<SignInReply>({ outcome: 'refused' }, 403)
      setSession(c, signed.token)
      const { recipient, wrappedIdentity, key, ...member } = signed.member
      const wrapped = Buffer.from(wrappedIdentity).toString('base64')
      return c.json<SignInReply>({ outcome: 'signed-in', member, recipient, wrappedIdentity: wrapped, key })
    },

    signOut: async (c) => {
      const token = sessionToken(c)
      if (token !== null) await signOut(deps, token)
      clearSession(c)
      return c.json({ outcome: 'signed-out' })
    },
  }
}
