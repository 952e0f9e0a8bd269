import { type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { base64url, list, object, orNull, type Reader, text } from './read-body.ts'

/** What an authenticator answers. The browser leaves out the extension results: the PRF output is hers alone. */
export const assertion: Reader<AuthenticationResponseJSON> = (value) => {
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

/** What an authenticator says of a passkey that it has made. */
export const attestation: Reader<RegistrationResponseJSON> = (value) => {
  const read = object({
    id: base64url(1400),
    response: object({
      clientDataJSON: base64url(4000),
      attestationObject: base64url(16_000),
      transports: list(text({ max: 32, pattern: /^[a-z-]+$/ }), 8),
    }),
  })(value)
  return (
    read && {
      id: read.id,
      rawId: read.id,
      type: 'public-key',
      response: read.response,
      clientExtensionResults: {},
    }
  )
}
