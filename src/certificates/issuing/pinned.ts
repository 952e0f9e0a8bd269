import { type Day } from '#basics'
import { issuersOf, type IssuingKey } from '#issuer/keys'
import { type PublicFolder } from '#ledger'
import { type Issuers } from '#proof'

/** What a stranger has pinned who looks now: our keys, and the ledger's as they are published. Null while there is no key. */
export function pinnedIssuers(
  keys: readonly IssuingKey[],
  { origin, folder }: { origin: string; folder: PublicFolder },
): Issuers | null {
  const vkeys = Buffer.from(folder.get('log/vkey') ?? []).toString('utf8')
  return issuersOf(keys, { issuer: origin, ledger: vkeys.split('\n').filter((line) => line !== '') })
}

/** The newest that is good on a day, if there is one. */
export function keyThatSigns(keys: readonly IssuingKey[], day: Day): IssuingKey | undefined {
  return keys.findLast(({ from, to, lost }) => from <= day && day <= to && lost === null)
}
