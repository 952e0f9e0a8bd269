import { GAP, WithElement } from '#html'
import { type CheckCodes } from '#ledger'
import { type CaseStatus } from '#review'
import { type Words } from '#words'
import { count, dayName } from '../format.ts'
import { Page, type PageContext } from '../page.tsx'
import { routes } from '../routes.ts'

export const ANSWER_MAX = 1_500

/** What a return code found, as far as the page says it. */
export interface FoundCase {
  readonly state: CaseStatus['state']
  readonly reason: CaseStatus['reason']
  readonly askedToWithdraw: boolean
  /** The question in words; null where it cannot be opened. */
  readonly question: string | null
  readonly entry: number | null
  /** How she finds herself in the ledger: as anybody can, by a code, or not at all. */
  readonly own: 'published' | CheckCodes | null
}

export interface ReturnProps extends PageContext {
  readonly token: string
  /** What was asked with; kept so that the next button need not ask again. Empty on the first visit. */
  readonly code: string
  /** Undefined on the first visit, null when there is nothing to show for the code. */
  readonly found: FoundCase | null | undefined
  readonly answer: string
  readonly answerFault: 'return-answer-empty' | 'return-answer-too-long' | null
  readonly sureAsked: boolean
  readonly notice: 'return-answer-received' | 'return-stale' | null
}

/** Come back with the code: what became of it, a question to answer, the way to withdraw. */
export function ReturnPage(props: ReturnProps) {
  const { token, code, found, notice, answer, answerFault, sureAsked, ...context } = props
  const { t, language } = context.words
  return (
    <Page {...context} title={t('return-title')} at={routes.comeBack}>
      <h1>{t('return-title')}</h1>
      <p class="lead">{t('return-lead')}</p>
      {notice && (
        <p class="attention" role="alert">
          {t(notice)}
        </p>
      )}
      {found !== undefined && (
        <section class="status" aria-labelledby="status">
          <h2 id="status">{t('return-answer-title')}</h2>
          {found === null ? <p>{t('return-unknown')}</p> : <Status words={context.words} found={found} />}
          {found && canAnswer(found) && (
            <form method="post" action={routes.comeBack(language)} autocomplete="off" novalidate>
              <Kept code={code} token={token} />
              <label for="answer">{t('return-answer')}</label>
              <p class="hint" id="answer-hint">
                {t('return-answer-hint', { most: ANSWER_MAX })}
              </p>
              {answerFault && <p class="fault">{t(answerFault, { most: ANSWER_MAX })}</p>}
              <textarea id="answer" name="answer" rows={5} aria-describedby="answer-hint" dir="auto">
                {answer}
              </textarea>
              <button name="do" value="answer">
                {t('return-answer-send')}
              </button>
            </form>
          )}
          {found && canWithdraw(found) && (
            <form class="withdraw" method="post" action={routes.comeBack(language)}>
              <Kept code={code} token={token} />
              <h3>{t('return-withdraw-title')}</h3>
              <p>{t(sureAsked ? 'return-withdraw-sure' : 'return-withdraw-lead')}</p>
              <button class="quiet" name="do" value={sureAsked ? 'withdraw' : 'withdraw-ask'}>
                {t(sureAsked ? 'return-withdraw-yes' : 'return-withdraw')}
              </button>
            </form>
          )}
        </section>
      )}
      <form class="ask" method="post" action={routes.comeBack(language)} autocomplete="off">
        <input type="hidden" name="token" value={token} />
        <label for="code">{t('return-code')}</label>
        <p class="hint" id="code-hint">
          {t('return-code-hint')}
        </p>
        <textarea
          id="code"
          name="code"
          rows={3}
          aria-describedby="code-hint"
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <button name="do" value="look">
          {t('return-look')}
        </button>
      </form>
      <p class="note">{t('return-private')}</p>
    </Page>
  )
}

/** A question waits, and she has not said that she wants out. */
export function canAnswer(found: FoundCase): boolean {
  return found.state === 'question' && !found.askedToWithdraw
}

/** There is something to take back, and she has not asked for it already. */
export function canWithdraw(found: FoundCase): boolean {
  return found.state !== 'withdrawn' && found.state !== 'declined' && !found.askedToWithdraw
}

/** The code travels on in the form, never in an address: addresses stay in histories and logs. */
function Kept({ code, token }: { code: string; token: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="code" value={code} />
    </>
  )
}

function Status({ words, found }: { words: Words; found: FoundCase }) {
  const { t, language } = words
  if (found.askedToWithdraw) return <p>{t('return-withdrawal-asked')}</p>
  switch (found.state) {
    case 'received':
      return <p>{t('return-received')}</p>
    case 'in-review':
      return <p>{t('return-in-review')}</p>
    case 'accepted':
      if (found.entry === null) return <p>{t('return-entering')}</p>
      return (
        <>
          <p>
            {t('return-registered', { number: count(words, found.entry) })}{' '}
            <a href={routes.entry(language, found.entry)}>
              {t('return-registered-link', { number: count(words, found.entry) })}
            </a>
          </p>
          {found.own && <OwnLeaf words={words} entry={found.entry} own={found.own} />}
        </>
      )
    case 'question':
      return found.question === null ? (
        <p>{t('return-question-unreadable')}</p>
      ) : (
        <>
          <p>{t('return-question')}</p>
          <blockquote class="declaration" dir="auto">
            {found.question.split('\n').map((paragraph) => paragraph && <p>{paragraph}</p>)}
          </blockquote>
        </>
      )
    case 'declined':
      return (
        <>
          <p>
            {t('return-declined')} <strong>{found.reason && t(`reason-${found.reason}`)}</strong>
          </p>
          <p>{t('return-declined-answer')}</p>
        </>
      )
    case 'withdrawn':
      return <p>{t('return-withdrawn')}</p>
  }
}

/** Offered, and closed until she opens it: nobody has to take anything away from here. */
function OwnLeaf({ words, entry, own }: { words: Words; entry: number; own: NonNullable<FoundCase['own']> }) {
  const { t, language } = words
  return (
    <details>
      <summary>{t('return-check-title')}</summary>
      {own === 'published' ? (
        <p>
          <WithElement text={t('return-check-shown', { link: GAP })}>
            <a href={routes.opening(entry)}>{t('return-check-shown-link')}</a>
          </WithElement>
        </p>
      ) : own.outcome === 'day-is-open' ? (
        <p>{t('return-check-later')}</p>
      ) : (
        <>
          <p>
            {t('return-check-codes', {
              day: dayName(words, own.date),
              chance: Math.round(own.chance * 100),
            })}
          </p>
          <ul class="codes">
            {own.codes.map((code) => (
              <li>{code}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <WithElement text={t('return-check-how', { link: GAP })}>
          <a href={`${routes.ledger(language)}#own`}>{t('return-check-how-link')}</a>
        </WithElement>
      </p>
    </details>
  )
}
