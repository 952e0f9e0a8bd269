// This file also runs in the browser: no import of values, no API that only Node has.

/** A passkey that somebody vouches for, and whose it is. */
export interface Vouched {
  /** When; RFC 3339, UTC. */
  readonly at: string
  readonly credential: string
  /** SHA-256 of its public key as its authenticator gave it (COSE), hex. */
  readonly key: string
  readonly member: string
  /** Her public age key. */
  readonly recipient: string
}

/** What is vouched for: JSON with sorted keys. */
export function writeVouch({ at, credential, key, member, recipient }: Vouched): string {
  return JSON.stringify({ at, credential, key, member, recipient })
}

/**
 * The text of which an authenticator signs the SHA-256. The database says the same (`staff.vouch_challenge`,
 * db/current/staff/functions.sql).
 */
export function vouchText(statement: string): string {
  return `exeunt/passkey/v1\n${statement}`
}

/**
 * The text of a sign-in's challenge, made of what the server drew. What the authenticator signs is its SHA-256: so a server in
 * the wrong hands cannot have an ordinary sign-in sign an approval or a passkey of its own.
 */
export function signInText(drawn: string): string {
  return `exeunt/sign-in/v1\n${drawn}`
}

/** What two people compare of a newcomer: her key and her passkey, so that neither can be put in the other's place. */
export function comparedText({ recipient, credential, key }: Omit<Vouched, 'at' | 'member'>): string {
  return `${recipient}\n${credential}\n${key}`
}

/** So long may somebody have a page before her on which she vouches. */
const LIFE_MS = 24 * 60 * 60_000

/** Whether a statement's moment, which the server gave, is of today. */
export function isRecent(at: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(at)
  return age >= 0 && age <= LIFE_MS
}
