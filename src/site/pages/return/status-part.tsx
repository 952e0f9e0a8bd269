import { GAP, OwnWords, WithElement } from '#html'
import { count, dayName, type Locale } from '#i18n'
import { PacePart } from '../../pace-part.tsx'
import { routes } from '../../routes.ts'
import { type FoundCase } from './found-case.ts'

/** What the page says of a code that is known. */
export function Status({ locale, found, pace }: { locale: Locale; found: FoundCase; pace: number | null }) {
  const { t, language } = locale
  if (found.wish) return <WishToWithdraw locale={locale} found={found} wish={found.wish} />
  switch (found.state) {
    case 'received':
      return (
        <>
          <p>{t('return-received')}</p>
          <PacePart locale={locale} days={pace} />
        </>
      )
    case 'in-review':
      return <p>{t('return-in-review')}</p>
    case 'accepted':
      if (found.entry === null) return <p>{t('return-entering')}</p>
      return (
        <>
          <p>
            {t('return-registered', { number: count(locale, found.entry) })}
            {t('common-between-sentences')}
            <a href={routes.entry(language, found.entry)}>
              {t('return-registered-link', { number: count(locale, found.entry) })}
            </a>
          </p>
          {found.own && <OwnLeaf locale={locale} entry={found.entry} own={found.own} />}
        </>
      )
    case 'question':
      return found.question === null ? (
        <p>{t('return-question-unreadable')}</p>
      ) : (
        <>
          <p>{t('return-question')}</p>
          <OwnWords text={found.question} />
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

/**
 * The same sentences from the day after the rest until it has been carried out, which may be never: whoever made her ask
 * cannot tell a wish that waits from one that was recognised (docs/decisions/0027-duress.md).
 */
function WishToWithdraw({
  locale,
  found,
  wish,
}: {
  locale: Locale
  found: FoundCase
  wish: NonNullable<FoundCase['wish']>
}) {
  const { t } = locale
  const registered = found.state === 'accepted'
  return (
    <>
      <p>
        {t('return-wish-asked', { day: dayName(locale, wish.asked) })}
        {wish.rests && (
          <>
            {t('common-between-sentences')}
            <strong>{t('return-wish-rests', { day: dayName(locale, wish.until) })}</strong>
          </>
        )}
        {wish.rests && !registered && t('common-between-sentences') + t('return-wish-unread')}
      </p>
      <p>{t(registered ? 'return-wish-by-two' : 'return-wish-by-one')}</p>
    </>
  )
}

/** Offered, and closed until she opens it: nobody has to take anything away from here. */
function OwnLeaf({
  locale,
  entry,
  own,
}: {
  locale: Locale
  entry: number
  own: NonNullable<FoundCase['own']>
}) {
  const { t, language } = locale
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
              day: dayName(locale, own.date),
              chance: Math.round(own.chance * 100),
            })}
          </p>
          <ul class="codes" translate="no">
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
