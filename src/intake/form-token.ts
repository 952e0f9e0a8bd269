import { timingSafeEqual } from 'node:crypto'
import { type Clock, pooled, type Random, type Secret } from '#basics'
import { keyedHash } from '#vault'

const NONCE_BYTES = 32
const TIME_BYTES = 4
const BODY_BYTES = NONCE_BYTES + TIME_BYTES
const MAC_BYTES = 16
const TOKEN_BYTES = BODY_BYTES + MAC_BYTES
const LIFETIME_SECONDS = 24 * 60 * 60
/** Few: those that are drawn already lie in memory until somebody asks for a form. */
const NONCES_AT_ONCE = 64

/** What a token is for: that of one form is none of another. */
export type FormPurpose = 'declare' | 'return' | 'certificate' | 'in-person'

export type FormToken =
  | { outcome: 'fresh'; nonce: Uint8Array; ageSeconds: number }
  | { outcome: 'stale' }
  | { outcome: 'foreign' }

export interface FormTokens {
  mint(): string
  /** Read a token back. A stale one (older than a day) is ours, but too old to be taken. */
  read(token: string): FormToken
  /**
   * A token for a form that is shown again with this content: another nonce, as old as the one that it came with, or new where
   * that was not fresh. Whoever had a browser open our form with a token of theirs is rid of it at the first button: they
   * have neither our key nor what was typed. Whoever reloads that page, or comes back to it after sending, has the same
   * token again, and what is sent twice is one.
   */
  renew(token: string, content: string): string
}

interface Deps {
  readonly clock: Clock
  readonly formKey: Secret<Uint8Array>
  readonly random: Random
}

/**
 * The hidden field of a form: 32 random bytes, the second it was made, and our MAC over both, for one purpose.
 *
 * The nonce is the client key: by it and a key of the installation a submission is one and the same, with its id and its
 * return code. It stands on the sender's page and nowhere else. The MAC keeps everybody from choosing one.
 */
export function formTokens(purpose: FormPurpose, { clock, formKey, random }: Deps): FormTokens {
  const macOf = (body: Uint8Array) =>
    keyedHash(formKey, `exeunt/form/${purpose}/v2`, body).subarray(0, MAC_BYTES)
  const nowSeconds = () => Math.floor(clock().getTime() / 1_000)

  const tokenOf = (nonce: Uint8Array, ageSeconds: number) => {
    const body = Buffer.alloc(BODY_BYTES)
    body.set(nonce)
    body.writeUInt32BE(nowSeconds() - ageSeconds, NONCE_BYTES)
    return Buffer.concat([body, macOf(body)]).toString('base64url')
  }
  const nonces = pooled(random, NONCES_AT_ONCE * NONCE_BYTES)
  const mint = () => {
    const nonce = nonces(NONCE_BYTES)
    const token = tokenOf(nonce, 0)
    // It stands on the sender's page and nowhere else.
    nonce.fill(0)
    return token
  }
  const read = (token: string): FormToken => {
    const bytes = Buffer.from(token, 'base64url')
    if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) return { outcome: 'foreign' }
    const body = bytes.subarray(0, BODY_BYTES)
    if (!timingSafeEqual(macOf(body), bytes.subarray(BODY_BYTES))) return { outcome: 'foreign' }

    const ageSeconds = nowSeconds() - body.readUInt32BE(NONCE_BYTES)
    if (ageSeconds > LIFETIME_SECONDS) return { outcome: 'stale' }
    return { outcome: 'fresh', nonce: body.subarray(0, NONCE_BYTES), ageSeconds }
  }
  return {
    mint,
    read,
    renew(token, content) {
      const opened = read(token)
      if (opened.outcome !== 'fresh') return mint()
      const from = Buffer.concat([opened.nonce, Buffer.from(content)])
      return tokenOf(keyedHash(formKey, `exeunt/form/${purpose}/renewed/v1`, from), opened.ageSeconds)
    },
  }
}
