import { type Secret } from '#basics'
import { type HybridRecipient, labelOf, type RecordField, sealRecord, sentDigest } from '#vault'
import { idFrom } from './id.ts'

/** Everything that comes in under a client key, with the record that it is sealed as. */
const RECORD = {
  declaration: 'submission',
  answer: 'followup',
  withdrawal: 'followup',
  'wish-taken-back': 'followup',
  'certificate-request': 'certificate-request',
  'certificate-message': 'certificate-message',
  paper: 'paper',
} as const satisfies Record<string, RecordField>

export interface Once {
  readonly kind: keyof typeof RECORD
  /** What is the same when the same is sent again, and is never the same of two senders: 32 bytes, of a form's token. */
  readonly clientKey: Uint8Array
}

export interface Parcel extends Once {
  /** What it is about: the declaration, the request. '' where it is about nothing that was there before. */
  readonly target: string
  /** What tells it from anything else under that key. */
  readonly content: Uint8Array | string
  /** What is sealed. */
  readonly payload: Uint8Array | string
  readonly to: HybridRecipient
}

export interface SealedParcel {
  readonly id: string
  readonly digest: Uint8Array
  readonly sealed: Uint8Array
}

interface Keys {
  readonly once: Secret<Uint8Array>
}

/** Seal something as it is stored: by its id it is met again, by its digest it is known to be the same. */
export function sealOnce({ payload, to: recipient, ...parcel }: Parcel, keys: Keys): SealedParcel {
  const { kind, clientKey: key, target, content } = parcel
  const id = idOf(parcel, keys)
  return {
    id,
    digest: sentDigest({ kind, key, target, content }, keys.once),
    sealed: sealRecord({ recipient, ...labelOf(RECORD[kind], id), payload: Buffer.from(payload) }),
  }
}

export function idOf({ kind, clientKey }: Once, keys: Keys): string {
  return idFrom(clientKey, `exeunt/${RECORD[kind]}/v1`, keys)
}
