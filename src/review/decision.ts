import * as v from 'valibot'
import { ageFile, parsed, type Schema, uuid, wholeNumber } from '#parse'
import { type PublicVersion, wholeVersion } from './public-version.ts'

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

/**
 * A question of 1,000 characters of any script, sealed: a plaintext of 8 KiB (vault/record.ts) and what age adds. The page on
 * which the sender reads it has one size, and no question makes it a larger one.
 */
const QUESTION_MAX_BYTES = 10 * 1024

/** Read a decision that a browser sent, or null when it is none. */
export function readDecision(value: unknown): Decision | null {
  return parsed(decision, value) ?? null
}

const registering = { version: wholeVersion, linksTo: v.exactOptional(wholeNumber({ min: 1 })) }
const question = ageFile({ max: QUESTION_MAX_BYTES })

const decision: Schema<Decision> = v.pipe(
  v.variant('verdict', [
    v.strictObject({ verdict: v.literal('register'), ...registering }),
    v.strictObject({ verdict: v.literal('register-uncounted'), ...registering }),
    v.strictObject({
      verdict: v.literal('hold'),
      questionForSender: question,
      questionForDesk: question,
      questionBox: uuid,
    }),
    v.strictObject({ verdict: v.literal('decline'), reason: v.picklist(DECLINE_REASONS) }),
    v.strictObject({ verdict: v.literal('withdraw') }),
    v.strictObject({ verdict: v.literal('keep') }),
  ]),
  // Who is only counted shows nothing, and no link.
  v.check((read) => !('linksTo' in read) || read.version.shown),
)

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
