import { createHash } from 'node:crypto'
import { type Random, Secret } from '#basics'

const TOKEN_BYTES = 32

/** 256 random bits, base64url: the whole proof of an invitation or a session. */
export function makeToken(random: Random): Secret<string> {
  return new Secret(Buffer.from(random(TOKEN_BYTES)).toString('base64url'))
}

/**
 * What is stored of a token. Plain SHA-256: with 256 random bits there is nothing to guess, and who
 * steals the table holds no token.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
