import { dayAt } from '#basics'
import { cleanText } from '#channels'
import { findCode } from '#intake'
import { checkCodesOf } from '#ledger'
import { isShownNow, numberByCode } from '#register'
import { type CaseStatus, statusByCode, wishByCode } from '#review'
import { labelOf, type Entropy, identityFromSeed, openRecord, replyIdentitySeed } from '#vault'
import { type SiteDeps } from '../../deps.ts'
import { type FoundCase } from './found-case.ts'

const NO_ENTRY = 0

/**
 * What there is for a code as typed, or null.
 *
 * Every question is asked of the database whatever the answer to the first is: an unknown code,
 * a known one, its duress form and a text that is none take the same way. Of the duress form the page knows nothing:
 * `duress` is for what is sealed.
 */
export async function findCase(
  typed: string,
  deps: SiteDeps,
): Promise<{ submission: string; duress: boolean; shown: FoundCase } | null> {
  const { db } = deps
  const { reading, hash } = await findCode(typed, deps)
  const status = await statusByCode(deps, [hash])
  const entry = await numberByCode(db, hash)
  const codes = await checkCodesOf(db, hash)
  const { wish, coolingDays } = await wishByCode(db, hash)
  const isShown = await isShownNow(db, entry ?? NO_ENTRY)
  if (!status || !reading) return null
  const question = openQuestion(status, reading.entropy)
  const { submission, state, reason, askedToWithdraw } = status
  const rests = wish !== null && dayAt(deps.clock(), deps.timeZone) < wish.until
  const asked = askedToWithdraw && wish ? { ...wish, rests } : null
  // Whoever has something published needs no code: anybody has what opens her leaf.
  const own = isShown ? 'published' : codes
  return {
    submission,
    duress: reading.duress,
    shown: { state, reason, wish: asked, coolingDays, question, entry, own },
  }
}

/** The question is sealed to a key that only the code gives; it is open for the length of this request. */
function openQuestion({ submission, question }: CaseStatus, code: Entropy): string | null {
  if (!question) return null
  const identity = identityFromSeed(replyIdentitySeed(code))
  const opened = openRecord({ identity, ...labelOf('question', submission), file: question })
  return opened.outcome === 'opened' ? shownPart(Buffer.from(opened.payload).toString('utf8')) : null
}

/** A browser sealed it, which the server can only believe. No text of it may make the page larger than it always is. */
function shownPart(question: string): string {
  return [...cleanText(question)].slice(0, QUESTION_MAX).join('')
}

/** In code points; the desk's form takes no more. */
const QUESTION_MAX = 1_000
