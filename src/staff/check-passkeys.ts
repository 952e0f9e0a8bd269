import { createHash } from 'node:crypto'
import { type Reader } from '#db'
import { isSignedOver } from './touch.ts'
import { type Vouched, vouchText } from './vouch.ts'
import { findVouch, selectVouches, type VouchRow } from './vouch-store.ts'

/** What a passkey signs to vouch for a statement, base64url. */
export function vouchChallenge(statement: string): string {
  return createHash('sha256').update(vouchText(statement)).digest('base64url')
}

/** SHA-256 of a public key, hex, as statements name it. */
export function keyDigest(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex')
}

interface Walk {
  readonly origin: string
  /** Those that a walk has been at: a chain comes to none of them twice. */
  readonly seen?: ReadonlySet<string>
}

/**
 * Whether a passkey is its member's: from it back to where its chain begins, each one was signed for by the one before it.
 * The database holds the shape of that and cannot verify a signature: who writes its tables could sign with anything.
 */
export async function isMembersPasskey(
  db: Reader,
  passkey: string,
  { origin, seen = new Set() }: Walk,
): Promise<boolean> {
  const row = seen.has(passkey) ? undefined : await findVouch(db, passkey)
  if (row === undefined || row.statement === null || !saysSo(row, row.statement)) return false
  if (row.voucher === null) return row.begins
  const voucher = await findVouch(db, row.voucher)
  if (!voucher || !(await isSigned(row, row.statement, { voucher, origin }))) return false
  return isMembersPasskey(db, row.voucher, { origin, seen: new Set([...seen, passkey]) })
}

/**
 * Walk the chain of every passkey. Returns the first that is not its member's, or null. A newcomer's that nobody has vouched for
 * yet is none of anybody: she waits, and so is one that she gave up while she did.
 */
export async function checkPasskeys(db: Reader, { origin }: { origin: string }): Promise<string | null> {
  for (let after = ''; ;) {
    const page = await selectVouches(db, after)
    for (const { credential, statement, retired, admitted } of page) {
      const isNobodys = statement === null && (retired || !admitted)
      if (!isNobodys && !(await isMembersPasskey(db, credential, { origin }))) return credential
    }
    const last = page.at(-1)
    if (!last) return null
    after = last.credential
  }
}

/** The statement is about this passkey with this key, of this member. */
function saysSo({ credential, member, publicKey }: VouchRow, statement: string): boolean {
  const said = JSON.parse(statement) as Partial<Vouched>
  return said.credential === credential && said.member === member && said.key === keyDigest(publicKey)
}

function isSigned(
  { voucher: by, clientData, authenticatorData, signature }: VouchRow,
  statement: string,
  { voucher, origin }: { voucher: VouchRow; origin: string },
): Promise<boolean> | boolean {
  if (by === null || !clientData || !authenticatorData || !signature) return false
  return isSignedOver(
    { credential: by, clientData, authenticatorData, signature },
    { publicKey: voucher.publicKey, challenge: vouchChallenge(statement), origin },
  )
}
