import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { bech32 } from '@scure/base'
import { labelOf } from '../../../vault/labels.ts'
import { type RecordLabel, unwrapRecord, wrapRecord } from '../../../vault/record.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts'

/** What lies in a box: sealed to the box's key, which is sealed to her. Base64. */
export interface Sealed {
  readonly box: string
  readonly boxKey: string
  readonly sealed: string
}

/** What was opened is not what was asked for: sealed rows were moved about, altered, or are for other keys. */
export class Damaged extends Error {}

/** Seal a text to one recipient, as the record that it is; base64. */
export async function sealText(recipient: string, label: RecordLabel, text: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return toBase64(await encrypter.encrypt(wrapRecord({ ...label, payload: utf8(text) })))
}

/** Open a sealed text, and see that it is the record asked for. Throws {@link Damaged}. */
export async function openText(identity: string, label: RecordLabel, sealed: string): Promise<string> {
  return fromUtf8(await openPayload(identity, label, sealed))
}

async function openPayload(
  identity: string,
  label: RecordLabel,
  sealed: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const plaintext = await decrypter.decrypt(fromBase64(sealed)).catch(() => {
    throw new Damaged()
  })
  const record = unwrapRecord({ ...label, plaintext })
  if (record.outcome !== 'opened') throw new Damaged(record.outcome)
  return Uint8Array.from(record.payload)
}

/** Opens what lies in boxes, for one member. A box's key is opened once and kept for the page's life. */
export function boxOpener(memberIdentity: string) {
  const identities = new Map<string, Promise<string>>()

  async function identityOf({ box, boxKey }: Pick<Sealed, 'box' | 'boxKey'>): Promise<string> {
    const known = identities.get(box) ?? openText(memberIdentity, labelOf('box-key', box), boxKey)
    identities.set(box, known)
    return known.catch((cause: unknown) => {
      identities.delete(box)
      throw cause
    })
  }

  return {
    async open(label: RecordLabel, sealed: Sealed): Promise<string> {
      return openText(await identityOf(sealed), label, sealed.sealed)
    },
    /** The same of what is no text. */
    async openBytes(label: RecordLabel, sealed: Sealed): Promise<Uint8Array<ArrayBuffer>> {
      return openPayload(await identityOf(sealed), label, sealed.sealed)
    },
    /** Seal to the box whose key this is, for the colleagues who read after us. */
    async sealTo(box: Pick<Sealed, 'box' | 'boxKey'>, label: RecordLabel, text: string): Promise<string> {
      return sealText(await identityToRecipient(await identityOf(box)), label, text)
    },
    identityOf,
  }
}

export type BoxOpener = ReturnType<typeof boxOpener>

/** Seal a box's identity to one who may hold it. */
export function sealBoxKey(box: string, identity: string, recipient: string): Promise<string> {
  return sealText(recipient, labelOf('box-key', box), identity)
}

/** A sender's reply key, stored raw, as the recipient that age knows. */
export function recipientOfRaw(raw: string): string {
  return bech32.encode('age1pq', bech32.toWords(fromBase64(raw)), false)
}
