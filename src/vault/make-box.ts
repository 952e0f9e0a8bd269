import { type Transaction } from '#db'
import { type BoxClass, type BoxId } from './box.ts'
import { insertProposal, insertProposedKey, openAlone } from './proposal-store.ts'
import { parseRecipient } from './recipient.ts'

/** A box as a member's browser made it: the public half, and the secret half sealed to each holder. */
export interface NewBox {
  readonly id: BoxId
  readonly class: BoxClass
  readonly branch: string
  readonly week: string
  readonly recipient: string
  readonly keys: readonly { readonly holder: string; readonly sealed: Uint8Array }[]
}

/** The holder of the key on paper, in `vault.box_key`. */
export const RECOVERY = 'recovery'
/** The same key's, as whoever confirmed the box has sealed it. */
export const RECOVERY_AGAIN = 'recovery-again'

/**
 * Keep a new box and its keys, or nothing if its branch, week and class have one. It is a proposal until a second holder has
 * opened it, except where there is no second one.
 *
 * Throws `VaultError` `bad-recipient` at a recipient that nothing can be sealed to: found out here,
 * at the desk, and not when a declaration comes in.
 */
export async function makeBox(
  tx: Transaction,
  { keys, ...box }: NewBox,
): Promise<{ outcome: 'made' | 'there-already' }> {
  parseRecipient(box.recipient)
  if (!(await insertProposal(tx, box))) return { outcome: 'there-already' }
  for (const { holder, sealed } of keys) await insertProposedKey(tx, { box: box.id, holder, sealed })
  await openAlone(tx, box.id)
  return { outcome: 'made' }
}
