import { type Transaction } from '#db'

/** Something sealed, with the key of its box, which is sealed to one holder. */
export interface SealedPart {
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
}

export async function hasLocked(
  tx: Transaction,
  { member, submission, at }: { member: string; submission: string; at: Date },
): Promise<boolean> {
  const row = await tx
    .selectFrom('review.lock')
    .select('submission')
    .where('submission', '=', submission)
    .where('member', '=', member)
    .where('until', '>', at)
    .executeTakeFirst()
  return row !== undefined
}

export async function findContact(
  tx: Transaction,
  { submission, holder }: { submission: string; holder: string },
): Promise<SealedPart | null> {
  const row = await tx
    .selectFrom('intake.contact as contact')
    .innerJoin('vault.box_key as key', (join) =>
      join.onRef('key.box', '=', 'contact.box').on('key.holder', '=', holder),
    )
    .select(['contact.box', 'key.sealed as boxKey', 'contact.sealed'])
    .where('contact.submission', '=', submission)
    .executeTakeFirst()
  return row ?? null
}
