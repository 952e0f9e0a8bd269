import { type AuthenticationResponseJSON } from '@simplewebauthn/server'
import { signIn, signInOptions, signOut } from '#staff'
import { type Handlers } from './handlers.ts'
import { type DeskNeeds } from './needs.ts'
import { base64url, object, orNull, readBody, type Reader } from './read-body.ts'
import { clearSession, sessionToken, setSession } from './session-cookie.ts'
import { type SignInReply } from './wire.ts'

/** What an authenticator answers. The browser leaves out the extension results: the PRF output is hers alone. */
const assertion: Reader<AuthenticationResponseJSON> = (value) => {
  const read = object({
    id: base64url(1400),
    response: object({
      clientDataJSON: base64url(4000),
      authenticatorData: base64url(4000),
      signature: base64url(2000),
      userHandle: orNull(base64url(200)),
    }),
  })(value)
  if (!read) return undefined
  const { userHandle, ...response } = read.response
  return {
    id: read.id,
    rawId: read.id,
    type: 'public-key',
    response: userHandle === null ? response : { ...response, userHandle },
    clientExtensionResults: {},
  }
}

export function signInRoutes(needs: DeskNeeds): Pick<Handlers, 'signInOptions' | 'signIn' | 'signOut'> {
  return {
    signInOptions: async (c) => c.json(await signInOptions(needs)),

    signIn: async (c) => {
      const body = await readBody(c, assertion)
      if (body.outcome === 'answered') return body.answer
      const signed = await signIn(needs, { response: body.value, replaced: sessionToken(c) })
      if (signed.outcome === 'refused') return c.json<SignInReply>({ outcome: 'refused' }, 403)
      setSession(c, signed.token)
      const { recipient, wrappedIdentity, ...member } = signed.member
      const wrapped = Buffer.from(wrappedIdentity).toString('base64')
      return c.json<SignInReply>({ outcome: 'signed-in', member, recipient, wrappedIdentity: wrapped })
    },

    signOut: async (c) => {
      const token = sessionToken(c)
      if (token !== null) await signOut(needs, token)
      clearSession(c)
      return c.json({ outcome: 'signed-out' })
    },
  }
}
