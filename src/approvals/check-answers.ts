import { type Reader } from '#db'
import { isMembersPasskey, isSignedOver } from '#staff'
import { challengeOf } from './act.ts'
import { type Assertion, selectAssertion, selectAssertions } from './store.ts'

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Verify every answer anew: its passkey has signed the hash of its verdict and its act, for this desk, and is the
 * approver's by a chain of passkeys. Returns the first request whose answer has no such signature, or null.
 */
export async function checkAnswers(db: Reader, { origin }: { origin: string }): Promise<string | null> {
  // Few passkeys answer many requests.
  const known = new Map<string, Promise<boolean>>()
  const isHers = (passkey: string) => {
    const found = known.get(passkey) ?? isMembersPasskey(db, passkey, { origin })
    known.set(passkey, found)
    return found
  }
  for (let after = BEFORE_ALL; ;) {
    const page = await selectAssertions(db, after)
    for (const row of page) if (!(await isSigned(row, { origin, isHers }))) return row.request
    const last = page.at(-1)
    if (!last) return null
    after = last.request
  }
}

/**
 * Whether a request is approved, as far as its signature goes: by a passkey of this desk that is its approver's, over
 * exactly this act.
 */
export async function isApproved(
  db: Reader,
  request: string,
  { origin }: { origin: string },
): Promise<boolean> {
  const answer = await selectAssertion(db, request)
  if (answer?.verdict !== 'approved') return false
  return isSigned(answer, { origin, isHers: (passkey) => isMembersPasskey(db, passkey, { origin }) })
}

/** Signed by the approver's passkey over exactly this, and the passkey is hers by its chain. */
async function isSigned(
  row: Assertion,
  { origin, isHers }: { origin: string; isHers: (passkey: string) => Promise<boolean> },
): Promise<boolean> {
  const { publicKey } = row
  if (!publicKey) return false
  const challenge = challengeOf(row.verdict, row.act)
  return (await isSignedOver(row, { publicKey, challenge, origin })) && (await isHers(row.credential))
}
