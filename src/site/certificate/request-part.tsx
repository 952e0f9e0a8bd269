import { type Day } from '#basics'
import { type Applicant, PICTURES_MAX } from '#certificates'
import { numberInFours, SHOWN } from '#proof'
import { type Words } from '#words'
import { dayName } from '../format.ts'
import { routes } from '../routes.ts'
import { Kept } from '../return-code.tsx'

interface RequestProps {
  readonly words: Words
  readonly code: string
  readonly token: string
  readonly request: Applicant['requests'][number]
  readonly people: Applicant['people']
  readonly sure: boolean
}

/** What became of one request, what was said about it, and what its applicant can do. */
export function RequestPart({ words, code, token, request, people, sure }: RequestProps) {
  const { t, language } = words
  const { state, reason, number, became, kept, papers, said } = request
  const person = people.find(({ line }) => line === request.line)
  const action = routes.certificate(language)
  const waits = state === 'asked' || state === 'approving'
  const isOver = state === 'declined' || state === 'taken-back'
  return (
    <section class="status" aria-labelledby={`request-${request.request}`}>
      <h2 id={`request-${request.request}`}>
        {t('ask-request', { day: dayName(words, request.day), number: request.line })}{' '}
        {person?.name && <bdi>{person.name}</bdi>}
      </h2>
      <p>{t(`ask-state-${state}`)}</p>
      {reason && <p>{t(`ask-reason-${reason}`)}</p>}
      {number && (
        <>
          <p>
            {t('ask-issued', { number: numberInFours(number) })}{' '}
            {became && became !== 'valid' && <strong>{t(`ask-became-${became}`)}</strong>}
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
              <p class="hint">{t('ask-kept', { day: dayName(words, until(request.ended)) })}</p>
            </form>
          ) : (
            <p>{t('ask-not-kept')}</p>
          )}
        </>
      )}
      {said.length > 0 && (
        <ol class="said">
          {said.map(({ day, from, text }) => (
            <li>
              <p class="hint">
                {t(`ask-from-${from}`)}, {dayName(words, day as Day)}
              </p>
              {text === null ? (
                <p>{t(from === 'applicant' ? 'ask-own-words' : 'ask-unreadable')}</p>
              ) : (
                <blockquote class="declaration" dir="auto">
                  {text.split('\n').map((paragraph) => paragraph && <p>{paragraph}</p>)}
                </blockquote>
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
      {papers > 0 && !isOver && <p class="hint">{t('ask-papers', { count: papers })}</p>}
      {!isOver && (
        <form method="post" action={action} autocomplete="off">
          <Kept code={code} token={token} />
          <input type="hidden" name="request" value={request.request} />
          <label for={`text-${request.request}`}>{t('ask-say')}</label>
          <textarea id={`text-${request.request}`} name="text" rows={3} dir="auto"></textarea>
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

/** Ninety days after it was issued: migration 0028 says the same. */
function until(issued: Day | null): Day {
  const at = new Date(`${issued ?? '1970-01-01'}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + KEPT_DAYS)
  return at.toISOString().slice(0, 10) as Day
}

const KEPT_DAYS = 90
