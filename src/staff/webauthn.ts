/**
 * The library that verifies passkeys, with all that it knows of certificates: loaded by the processes at which somebody touches
 * one, and by nobody who only asks which branches there are. They ask for it when they start, because the build that lies on the
 * disk may be another by the time somebody signs in.
 */
export function webauthn() {
  return import('@simplewebauthn/server')
}
