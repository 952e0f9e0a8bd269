import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { COSIGNER_KEY } from './note-key.ts'
import { readNote } from './note.ts'
import { type Signed, verifyNote } from './open-note.ts'
import { type Policy, quorumMet } from './policy.ts'

export type OpenedCheckpoint =
  | {
      readonly outcome: 'opened'
      readonly checkpoint: Checkpoint
      /** Witnesses of the policy that cosigned, one place each. */
      readonly cosigned: readonly Signed[]
      readonly quorum: 'met' | 'missed'
    }
  /** No log of the policy has this origin. */
  | { readonly outcome: 'foreign-origin'; readonly origin: string }
  | { readonly outcome: 'unsigned' }
  | { readonly outcome: 'bad-signature'; readonly name: string }

/**
 * A checkpoint, if a log of the policy signed it as its own: the key's name must be the origin, or one log could
 * pass its tree off as another's. Whether enough witnesses saw it is said apart. Throws `bad-note`
 * and `bad-checkpoint`.
 */
export async function openCheckpoint(bytes: Uint8Array, policy: Policy): Promise<OpenedCheckpoint> {
  const note = readNote(bytes)
  const checkpoint = readCheckpoint(note.text)
  const logs = policy.logs.map(({ key }) => key).filter(({ name }) => name === checkpoint.origin)
  if (logs.length === 0) return { outcome: 'foreign-origin', origin: checkpoint.origin }

  const verified = await verifyNote(note, [...logs, ...policy.witnesses.map(({ key }) => key)])
  if (verified.outcome !== 'opened') return verified
  const cosigned = verified.signed.filter(({ key }) => key.type === COSIGNER_KEY)
  if (cosigned.length === verified.signed.length) return { outcome: 'unsigned' }
  const met = quorumMet(
    policy.quorum,
    cosigned.map(({ key }) => key),
  )
  return { outcome: 'opened', checkpoint, cosigned, quorum: met ? 'met' : 'missed' }
}
