import { codeHashes } from '#intake'
import { checkCodesOf } from '#ledger'
import { isShownNow, numberByCode } from '#register'
import { type CaseStatus, statusByCode } from '#review'
import { type Entropy, identityFromSeed, openRecord, replyIdentitySeed } from '#vault'
import { type SiteNeeds } from '../needs.ts'
import { type FoundCase } from './return-page.tsx'

const NO_ENTRY = 0
const NO_HASH = new Uint8Array(32)

/**
 * What there is for a code as typed, or null.
 *
 * Every question is asked of the database whatever the answer to the first is: an unknown code,
 * a known one and a text that is none take the same way.
 */
export async function findCase(
  typed: string,
  needs: SiteNeeds,
): Promise<{ submission: string; shown: FoundCase } | null> {
  const { db, keys } = needs
  const candidates = codeHashes(typed, keys.code)
  const status = await statusByCode(
    needs,
    candidates.map((candidate) => candidate.hash),
  )
  const hash = status?.hash ?? NO_HASH
  const entry = await numberByCode(db, hash)
  const codes = await checkCodesOf(db, hash)
  const isShown = await isShownNow(db, entry ?? NO_ENTRY)
  if (!status) return null
  const code = candidates.find((candidate) => Buffer.compare(candidate.hash, status.hash) === 0)?.entropy
  const question = code ? openQuestion(status, code) : null
  const { submission, state, reason, askedToWithdraw } = status
  // Whoever has something published needs no code: anybody has what opens her leaf.
  const own = isShown ? 'published' : codes
  return { submission, shown: { state, reason, askedToWithdraw, question, entry, own } }
}

/** The question is sealed to a key that only the code gives; it is open for the length of this request. */
function openQuestion({ submission, question }: CaseStatus, code: Entropy): string | null {
  if (!question) return null
  const identity = identityFromSeed(replyIdentitySeed(code))
  const opened = openRecord({ identity, recordId: submission, field: 'question', version: 1, file: question })
  return opened.outcome === 'opened' ? Buffer.from(opened.payload).toString('utf8') : null
}
