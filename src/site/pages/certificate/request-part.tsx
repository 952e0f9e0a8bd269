import { dayPlus } from '#basics'
import { type Applicant, FILE_KEPT_DAYS, PICTURES_MAX, requestReference } from '#certificates'
import { Exact, GAP, Notice, OwnLine, OwnWords, WithElement } from '#html'
import { numberInFours, SHOWN } from '#proof'
import { dayName, type Locale } from '#i18n'
import { routes } from '../../routes.ts'
import { Kept } from '../../return-code.tsx'
import { Unsent } from '../../unsent.tsx'

interface RequestProps {
  readonly locale: Locale
  readonly code: string
  readonly token: string
  readonly request: Applicant['requests'][number]
  readonly people: Applicant['people']
  readonly sure: boolean
  /** What was to be said in it and was not taken. */
  readonly unsaid: string
}

/** What became of one request, what was said about it, and what its applicant can do. */
export function RequestPart({ locale, code, token, request, people, sure, unsaid }: RequestProps) {
  const { t, language } = locale
  const { state, reason, number, became, kept, papers, said } = request
  const withdrawn = request.withdrawn && dayName(locale, request.withdrawn)
  const person = people.find(({ line }) => line === request.line)
  const action = routes.certificate(language)
  const waits = state === 'asked' || state === 'approving'
  const isOver = state === 'declined' || state === 'taken-back' || state === 'withdrawn'
  return (
    <section class="status" aria-labelledby={`request-${request.request}`}>
      <h2 id={`request-${request.request}`}>
        {t('ask-request', { day: dayName(locale, request.day), number: request.line })}{' '}
        {person?.name && <OwnLine>{person.name}</OwnLine>}
      </h2>
      <p class="hint">
        {t('ask-reference')} <Exact>{requestReference(request.request)}</Exact>
      </p>
      {state === 'issued' && became === 'valid' ? (
        <Notice kind="done">{t('ask-state-issued')}</Notice>
      ) : (
        <p>{t(`ask-state-${state}`, { day: withdrawn ?? '' })}</p>
      )}
      {reason && <p>{t(`ask-reason-${reason}`)}</p>}
      {number && (
        <>
          <p>
            <WithElement text={t('ask-issued', { number: GAP })}>
              <Exact>{numberInFours(number)}</Exact>
            </WithElement>
            {t('common-between-sentences')}
            {became && became !== 'valid' && (
              <strong>{t(`ask-became-${became}`, { day: withdrawn ?? '' })}</strong>
            )}
          </p>
          {kept ? (
            <form method="post" action={action}>
              <Kept code={code} token={token} />
              <input type="hidden" name="number" value={number} />
              <p>
                <button name="do" value="fetch">
                  {t('ask-fetch')}
                </button>
              </p>
              <details>
                <summary>{t('ask-credential')}</summary>
                <p>{t('ask-credential-lead')}</p>
                {Object.keys(SHOWN).map((shown) => (
                  <p>
                    <button class="quiet" name="do" value={shown}>
                      {t(`ask-credential-${shown as keyof typeof SHOWN}`)}
                    </button>
                  </p>
                ))}
              </details>
              <p class="hint">
                {t('ask-kept', {
                  day: dayName(locale, dayPlus(request.ended ?? request.day, FILE_KEPT_DAYS)),
                })}
              </p>
            </form>
          ) : (
            <p>{t(became === 'valid' ? 'ask-not-kept' : 'ask-not-given')}</p>
          )}
        </>
      )}
      {said.length > 0 && (
        <ol class="said">
          {said.map(({ day, from, text }) => (
            <li>
              <p class="hint">
                {t(`ask-from-${from}`)} · {dayName(locale, day)}
              </p>
              {text === null ? (
                <p>{t(from === 'applicant' ? 'ask-own-words' : 'ask-unreadable')}</p>
              ) : (
                <OwnWords text={text} />
              )}
            </li>
          ))}
        </ol>
      )}
      {waits && papers < PICTURES_MAX && (
        <form method="post" action={action} enctype="multipart/form-data">
          <Kept code={code} token={token} />
          <input type="hidden" name="request" value={request.request} />
          <label for={`picture-${request.request}`}>
            {t('ask-paper', { number: papers + 1, of: PICTURES_MAX })}
          </label>
          <p class="hint">{t('ask-paper-hint')}</p>
          <input
            id={`picture-${request.request}`}
            type="file"
            name="picture"
            accept="image/jpeg,image/png,image/webp"
          />
          <button class="quiet" name="do" value="paper">
            {t('ask-paper-send')}
          </button>
        </form>
      )}
      {isOver && unsaid !== '' && <Unsent locale={locale} text={unsaid} />}
      {papers > 0 && !isOver && <p class="hint">{t('ask-papers', { count: papers })}</p>}
      {!isOver && (
        <form method="post" action={action} autocomplete="off">
          <Kept code={code} token={token} />
          <input type="hidden" name="request" value={request.request} />
          <label for={`text-${request.request}`}>{t('ask-say')}</label>
          <textarea id={`text-${request.request}`} name="text" rows={3} dir="auto">
            {unsaid}
          </textarea>
          <button class="quiet" name="do" value="say">
            {t('ask-say-send')}
          </button>
        </form>
      )}
      {waits && (
        <form class="withdraw" method="post" action={action}>
          <Kept code={code} token={token} />
          <input type="hidden" name="request" value={request.request} />
          {sure && <p>{t('ask-take-back-sure')}</p>}
          <button class="quiet" name="do" value={sure ? 'take-back' : 'take-back-ask'}>
            {t(sure ? 'ask-take-back-yes' : 'ask-take-back')}
          </button>
        </form>
      )}
    </section>
  )
}
