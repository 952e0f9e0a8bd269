import { type HybridIdentity } from './identity.ts'
import { openFile } from './open-file.ts'
import { type HybridRecipient } from './recipient.ts'
import { type RecordLabel, type UnwrappedRecord, unwrapRecord, wrapRecord } from './record.ts'
import { sealFile } from './seal-file.ts'
import { VaultError } from './vault-error.ts'

/** What opening a sealed record can come to. */
export type OpenedRecord = UnwrappedRecord | { readonly outcome: 'not-for-this-key' }

/** A record as it is stored: labelled, padded, sealed to one recipient. Throws as `wrapRecord` does. */
export function sealRecord(
  record: RecordLabel & { readonly recipient: HybridRecipient; readonly payload: Uint8Array },
): Uint8Array {
  return sealFile(record.recipient, wrapRecord(record))
}

/**
 * Open a stored record and see that it is the one asked for.
 *
 * Stored bytes may be anything a thief of the database wrote there, so each way to fail is an outcome and
 * none is thrown. `not-for-this-key` also covers a corrupt key exchange, which cannot be told from it.
 */
export function openRecord(
  record: RecordLabel & { readonly identity: HybridIdentity; readonly file: Uint8Array },
): OpenedRecord {
  const { identity, file, ...label } = record
  try {
    return unwrapRecord({ ...label, plaintext: openFile(identity, file) })
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return { outcome: error.code === 'no-match' ? 'not-for-this-key' : 'damaged' }
  }
}
