import { Notice } from '#html'
import { whyMisread } from '#vault'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'
import { CodeForm, Kept, MisreadSummary } from '../../return-code.tsx'
import { canAnswer, canWithdraw, type FoundCase } from './found-case.ts'
import { Unsent } from '../../unsent.tsx'
import { Status } from './status-part.tsx'

export const ANSWER_MAX = 1_500

export interface ReturnProps extends PageContext {
  readonly token: string
  /** What was asked with; kept so that the next button need not ask again. Empty on the first visit. */
  readonly code: string
  /** Undefined on the first visit, null when there is nothing to show for the code. */
  readonly found: FoundCase | null | undefined
  /** Within how many days most declarations are decided. */
  readonly pace: number | null
  readonly answer: string
  readonly answerFault: 'return-answer-empty' | 'return-answer-too-long' | null
  readonly sureAsked: boolean
  readonly notice:
    | 'return-answer-received'
    | 'return-wish-taken-back'
    | 'return-stale'
    | 'return-sent-before'
    | 'return-not-now'
    | null
}

const DONE: ReadonlySet<ReturnProps['notice']> = new Set([
  'return-answer-received',
  'return-wish-taken-back',
] as const)

/** Come back with the code: what became of it, a question to answer, the way to withdraw. */
export function ReturnPage(props: ReturnProps) {
  const { token, code, found, notice, answer, answerFault, sureAsked, pace, ...context } = props
  const { t, language } = context.locale
  const misread = found === null ? whyMisread(code) : null
  return (
    <Page {...context} title={t('return-title')} at={routes.comeBack}>
      <h1>{t('return-title')}</h1>
      <p class="lead">{t('return-lead')}</p>
      {notice && <Notice kind={DONE.has(notice) ? 'done' : 'attention'}>{t(notice)}</Notice>}
      {misread && <MisreadSummary locale={context.locale} misread={misread} />}
      {answer !== '' && !(found && canAnswer(found)) && <Unsent locale={context.locale} text={answer} />}
      {found !== undefined && !misread && (
        <section class="status" aria-labelledby="status">
          <h2 id="status">{t('return-answer-title')}</h2>
          {found === null ? (
            <p>{t('return-unknown')}</p>
          ) : (
            <Status locale={context.locale} found={found} pace={pace} />
          )}
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
          {found?.state === 'accepted' && found.entry !== null && !found.wish && (
            <form method="post" action={routes.certificate(language)}>
              <Kept code={code} token={token} />
              <h3>{t('ask-title')}</h3>
              <p>{t('ask-from-return')}</p>
              <button class="quiet" name="do" value="look">
                {t('ask-open')}
              </button>
            </form>
          )}
          {found && canWithdraw(found) && (
            <form class="withdraw" method="post" action={routes.comeBack(language)}>
              <Kept code={code} token={token} />
              <h3>{t('return-withdraw-title')}</h3>
              <p>
                {sureAsked
                  ? t('return-withdraw-sure')
                  : t('return-withdraw-lead', { days: found.coolingDays })}
              </p>
              <button class="quiet" name="do" value={sureAsked ? 'withdraw' : 'withdraw-ask'}>
                {t(sureAsked ? 'return-withdraw-yes' : 'return-withdraw')}
              </button>
            </form>
          )}
          {found?.wish && (
            <form class="withdraw" method="post" action={routes.comeBack(language)}>
              <Kept code={code} token={token} />
              <h3>{t('return-wish-back-title')}</h3>
              <p>{t('return-wish-back-lead')}</p>
              <button class="quiet" name="do" value="wish-back">
                {t('return-wish-back')}
              </button>
            </form>
          )}
        </section>
      )}
      <CodeForm
        locale={context.locale}
        token={token}
        action={routes.comeBack(language)}
        hint="return-code-hint"
        typed={found === null ? code : ''}
        misread={misread}
      />
      <p class="note">{t('return-private')}</p>
    </Page>
  )
}
