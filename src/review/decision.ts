import { type PublicVersion, readPublicVersion } from './public-version.ts'

/** Why a declaration is not registered. A closed list: the sender reads it in her language. */
export const DECLINE_REASONS = [
  'not-a-declaration',
  'not-understood',
  'names-others-in-danger',
  'unlawful-content',
  'test-or-mockery',
  'asked-not-answered',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** What a reviewer may decide. Nothing of it deletes anything (invariant: Machines remark, people decide). */
export type Decision =
  | ({ verdict: 'register' } & Registering)
  /** A repeated declaration: published like any other, and not counted. */
  | ({ verdict: 'register-uncounted' } & Registering)
  /** A question to the sender, sealed in the browser to her code and to the box. */
  | { verdict: 'hold'; questionForSender: Uint8Array; questionForDesk: Uint8Array; questionBox: string }
  | { verdict: 'decline'; reason: DeclineReason }
  | { verdict: 'withdraw' }
  /** Leave everything as it is: the sender was made to say it, or what she said convinces nobody. She is not told. */
  | { verdict: 'keep' }

interface Registering {
  readonly version: PublicVersion
  /** The entry that its sender made before, where she wants everybody to see that it was hers. */
  readonly linksTo?: number
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/**
 * A question of 1,000 characters of any script, sealed: a plaintext of 8 KiB (vault/record.ts) and what age adds. The page on
 * which the sender reads it has one size, and no question makes it a larger one.
 */
const QUESTION_MAX_BYTES = 10 * 1024

/** Read a decision that a browser sent, or null when it is none. */
export function readDecision(value: unknown): Decision | null {
  if (typeof value !== 'object' || value === null) return null
  const sent: Record<string, unknown> = { ...value }
  switch (sent['verdict']) {
    case 'register':
    case 'register-uncounted': {
      const version = readPublicVersion(sent['version'])
      const linksTo = sent['linksTo']
      if (!version || linksTo === undefined) return version && { verdict: sent['verdict'], version }
      // Who is only counted shows nothing, and no link.
      if (!version.shown || typeof linksTo !== 'number' || !Number.isSafeInteger(linksTo) || linksTo < 1)
        return null
      return { verdict: sent['verdict'], version, linksTo }
    }
    case 'hold': {
      const questionForSender = readSealed(sent['questionForSender'])
      const questionForDesk = readSealed(sent['questionForDesk'])
      const questionBox = sent['questionBox']
      if (!questionForSender || !questionForDesk) return null
      if (typeof questionBox !== 'string' || !UUID.test(questionBox)) return null
      return { verdict: 'hold', questionForSender, questionForDesk, questionBox }
    }
    case 'decline': {
      const reason = DECLINE_REASONS.find((known) => known === sent['reason'])
      return reason ? { verdict: 'decline', reason } : null
    }
    case 'withdraw':
      return { verdict: 'withdraw' }
    case 'keep':
      return { verdict: 'keep' }
    default:
      return null
  }
}

/** A decision as `readDecision` reads it back from JSON. */
export function writeDecision(decision: Decision): string {
  if (decision.verdict !== 'hold') return JSON.stringify(decision)
  const { questionForSender, questionForDesk } = decision
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return JSON.stringify({
    ...decision,
    questionForSender: base64(questionForSender),
    questionForDesk: base64(questionForDesk),
  })
}

/** Sealed bytes, base64. Whether they open is known to nobody here; that they are an age file is. */
function readSealed(value: unknown): Uint8Array | null {
  if (typeof value !== 'string') return null
  const bytes = Buffer.from(value, 'base64')
  const isAge = bytes.subarray(0, 21).toString('latin1') === 'age-encryption.org/v1'
  return isAge && bytes.length <= QUESTION_MAX_BYTES ? bytes : null
}
