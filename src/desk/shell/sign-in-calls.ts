import * as v from 'valibot'
import { uuid } from '#parse'
import { keepOpen } from '#review'
import { signIn, signInOptions, signOut } from '#staff'
import { assertion } from './assertion.ts'
import { call, NOTHING } from './contract.ts'
import { clearSession, sessionToken, setSession } from './session-cookie.ts'

/** Signing in, staying, and leaving. */
export const signInCalls = {
  signInOptions: call({
    path: '/api/sign-in/options',
    standing: 'public',
    body: NOTHING,
    answer: ({ deps }) => signInOptions(deps),
  }),

  signIn: call({
    path: '/api/sign-in/verify',
    standing: 'public',
    body: assertion,
    answer: async ({ c, deps }, response) => {
      const signed = await signIn(deps, { response, replaced: sessionToken(c) })
      if (signed.outcome === 'refused') {
        c.status(403)
        return signed
      }
      setSession(c, signed.token)
      const { recipient, wrappedIdentity, key, ...member } = signed.member
      return { outcome: 'signed-in' as const, member, recipient, wrappedIdentity, key }
    },
  }),

  signOut: call({
    path: '/api/sign-out',
    standing: 'public',
    body: NOTHING,
    answer: async ({ c, deps }) => {
      const token = sessionToken(c)
      if (token !== null) await signOut(deps, token)
      clearSession(c)
      return { outcome: 'signed-out' as const }
    },
  }),

  /** Somebody is there, though she asks for nothing; the case that lies open stays hers. */
  stay: call({
    path: '/api/stay',
    standing: 'session',
    body: v.strictObject({ submission: v.nullable(uuid) }),
    answer: async ({ deps, session }, { submission }) => {
      if (submission) await keepOpen(deps, { member: session.member, submission })
      return { outcome: 'stays' as const }
    },
  }),
}
