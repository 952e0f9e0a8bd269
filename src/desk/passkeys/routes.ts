import * as v from 'valibot'
import { base64url, bytes, moment } from '#parse'
import { addPasskey, newPasskeyOptions, passkeysOf, retirePasskey } from '#staff'
import { assertion, attestation } from '../shell/assertion.ts'
import { type Area, call, NOTHING } from '../shell/contract.ts'

/** What a member opens the desk with: two at least, kept in two places. */
export const passkeys = {
  page: { path: '/passkeys', standing: 'admitted', title: 'desk-passkeys-title' },
  calls: {
    passkeys: call({
      path: '/api/passkeys',
      standing: 'admitted',
      body: NOTHING,
      answer: async ({ deps, session: { member, passkey } }) => {
        const own = await passkeysOf(deps, member)
        return {
          /** The one that she signed in with. */
          current: passkey,
          passkeys: own.map(({ credential, backedUp }) => ({ credential, backedUp })),
        }
      },
    }),

    passkeyOptions: call({
      path: '/api/passkey/options',
      standing: 'fresh',
      body: NOTHING,
      answer: ({ deps, session: { member, name, passkey } }) =>
        passkey === null ? { outcome: 'not-allowed' as const } : newPasskeyOptions(deps, { member, name }),
    }),

    passkeyAdd: call({
      path: '/api/passkey/add',
      standing: 'fresh',
      maxBytes: 64 * 1024,
      body: v.strictObject({
        response: attestation,
        wrappedIdentity: bytes({ max: 1024 }),
        at: moment,
        touch: assertion,
      }),
      answer: ({ deps, session: { member } }, added) => addPasskey(deps, { member, ...added }),
    }),

    passkeyRetire: call({
      path: '/api/passkey/retire',
      standing: 'fresh',
      body: v.strictObject({ credential: base64url({ max: 1400 }) }),
      answer: ({ deps, session: { member } }, { credential }) => retirePasskey(deps, { member, credential }),
    }),
  },
} satisfies Area
