import { sql } from 'kysely'
import { type Transaction } from '#db'

/** The acts that leave a row: a kind is a row of `audit.kind`, and the database refuses any other word. */
export const ACTS = [
  'enrolled',
  'signed-in',
  'signed-out',
  'invited',
  'admitted',
  'removed',
  'role-granted',
  'role-taken',
  'branch-opened',
  'branch-changed',
  'requested',
  'approved',
  'refused',
  'box-made',
  'box-confirmed',
  'box-refused',
  'key-returned',
  'passkey-added',
  'passkey-retired',
  'passkeys-lost',
  'keys-given',
  'contact-opened',
  'taken-in',
  'case-opened',
  'case-returned',
  'registered',
  'registered-uncounted',
  'held',
  'declined',
  'kept',
  'withdrawal-decided',
  'withdrawn',
  'corrected',
  'looked-again',
  'sent-back',
  'canary-placed',
  'canary-opened',
  'alarm-seen',
  'imported',
  'baseline-attested',
  'desk-script',
  'passkey-founded',
  'passkey-recovered',
  'recovery-invited',
  'recovery-exported',
  'recovery-given',
  'certificate-opened',
  'certificate-prepared',
  'certificate-declined',
  'certificate-issued',
  'certificate-changed',
  'certificate-handed-over',
] as const
export type AuditedAct = (typeof ACTS)[number]

/**
 * Write down who did what to which record, in the transaction that does it: an act without its row
 * does not happen. `record` is an id, never content.
 */
export async function recordAct(
  tx: Transaction,
  act: { at: Date; who: string; what: AuditedAct; record: string },
): Promise<void> {
  const { at, who, what, record } = act
  // Number and link are the database's own to give.
  await sql`insert into audit.act (at, who, what, record) values (${at}, ${who}, ${what}, ${record})`.execute(
    tx,
  )
}
