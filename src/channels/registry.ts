import { type Grade } from '#proof'

/** How declarations reach the centre by one channel. */
export interface Door {
  /** Small letters and hyphens, 20 at most: it stands in the ledger, in files and in the keys of catalogues. */
  readonly id: string
  /** The grade of evidence that comes by it. A channel keeps it for ever, for the ledger states both. */
  readonly grade: Grade
  /**
   * Who hands in by it: `anybody` at the site, an `operator` at the desk of her open branch, the `owner` of the installation by a
   * command, past intake. The database refuses everybody else.
   */
  readonly usedBy: 'anybody' | 'operator' | 'owner'
  /** What is handed in: words that the installation seals, or what its sender sealed, which it cannot read. */
  readonly brings: 'clear' | 'sealed'
  /**
   * By what the same sending is known again: the nonce in the token of a form that was made for this `form`; an `envelope`'s own
   * id; or nothing, where the owner sees to it that nothing comes twice.
   */
  readonly clientKey: { readonly form: string } | 'envelope' | 'none'
}

/**
 * Every door that there is: one row each. The row, a folder with what the door alone needs, and what it is called in the
 * catalogues (`channel-<id>-public`, `channel-<id>-desk`) are all of a door. The database's list is fed from here.
 */
export const DOORS = named({
  web: { grade: 'direct', usedBy: 'anybody', brings: 'clear', clientKey: { form: 'declare' } },
  branch: { grade: 'taken', usedBy: 'operator', brings: 'clear', clientKey: { form: 'in-person' } },
  import: { grade: 'carried', usedBy: 'owner', brings: 'clear', clientKey: 'none' },
})

export type Channel = keyof typeof DOORS

/** Each row with its own name in it. */
export function named<const Rows extends Record<string, Omit<Door, 'id'>>>(
  rows: Rows,
): { readonly [Id in keyof Rows & string]: Rows[Id] & { readonly id: Id } } {
  const doors = Object.entries(rows).map(([id, row]) => [id, { id, ...row }])
  return Object.fromEntries(doors) as never // The entries are those of `rows`, which the types say one by one.
}
