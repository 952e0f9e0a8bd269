import { type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import * as v from 'valibot'
import { base64url, list, text } from '#parse'

/** What an authenticator answers. The browser leaves out the extension results: the PRF output is hers alone. */
export const assertion = v.pipe(
  v.strictObject({
    id: base64url({ max: 1400 }),
    response: v.strictObject({
      clientDataJSON: base64url({ max: 4000 }),
      authenticatorData: base64url({ max: 4000 }),
      signature: base64url({ max: 2000 }),
      userHandle: v.nullable(base64url({ max: 200 })),
    }),
  }),
  v.transform(({ id, response: { userHandle, ...response } }): AuthenticationResponseJSON => ({
    id,
    rawId: id,
    type: 'public-key',
    response: userHandle === null ? response : { ...response, userHandle },
    clientExtensionResults: {},
  })),
)

/** What an authenticator says of a passkey that it has made. */
export const attestation = v.pipe(
  v.strictObject({
    id: base64url({ max: 1400 }),
    response: v.strictObject({
      clientDataJSON: base64url({ max: 4000 }),
      attestationObject: base64url({ max: 16_000 }),
      transports: list(text({ max: 32, pattern: /^[a-z-]+$/ }), { max: 8 }),
    }),
  }),
  v.transform(({ id, response }): RegistrationResponseJSON => ({
    id,
    rawId: id,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  })),
)
