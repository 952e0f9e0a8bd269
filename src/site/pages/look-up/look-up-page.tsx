import { type LookUp } from '#certificates'
import { Exact, GAP, WithElement } from '#html'
import { numberInFours } from '#proof'
import { dayName } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

interface LookUpProps extends PageContext {
  /** As it was typed. */
  readonly number: string
  readonly code: string
  /** Undefined on the first visit. */
  readonly found: LookUp | undefined
}

/** Number and code of a certificate, typed. It never says whose it is. */
export function LookUpPage({ number, code, found, ...context }: LookUpProps) {
  const { locale } = context
  const { t, language } = locale
  const withdrawn = found?.outcome === 'found' && found.withdrawn ? dayName(locale, found.withdrawn) : ''
  return (
    <Page {...context} title={t('look-up-title')} at={routes.lookUp}>
      <h1>{t('look-up-title')}</h1>
      <p class="lead">{t('look-up-lead')}</p>
      <p>
        <WithElement text={t('look-up-verify', { link: GAP })}>
          <a href={routes.verify}>{t('look-up-verify-link')}</a>
        </WithElement>
      </p>
      <p>
        <WithElement text={t('verify-offline-command', { link: GAP })}>
          <a href={routes.verifier} download translate="no">
            exeunt-verify.mjs
          </a>
        </WithElement>
      </p>
      {found && (
        <section class="status" aria-labelledby="found">
          <h2 id="found">{t('look-up-found-title')}</h2>
          {found.outcome === 'found' ? (
            <>
              <p>
                <strong>{t(`look-up-state-${found.state}`, { day: withdrawn })}</strong>
              </p>
              {found.state !== 'withdrawn' && withdrawn !== '' && (
                <p>{t('look-up-state-withdrawn', { day: withdrawn })}</p>
              )}
              <p>{t('look-up-issued', { day: dayName(locale, found.day) })}</p>
              {found.successor && (
                <p>
                  <WithElement text={t('look-up-successor', { number: GAP })}>
                    <Exact>{numberInFours(found.successor)}</Exact>
                  </WithElement>
                </p>
              )}
              <p>{t('look-up-says')}</p>
            </>
          ) : (
            <p>{t(`look-up-${found.outcome}`)}</p>
          )}
        </section>
      )}
      <form class="ask" method="post" action={routes.lookUp(language)} autocomplete="off">
        {(['number', 'code'] as const).map((field) => (
          <>
            <label for={field}>{t(`look-up-${field}`)}</label>
            <p class="hint" id={`${field}-hint`}>
              {t(`look-up-${field}-hint`)}
            </p>
            <input
              id={field}
              name={field}
              value={field === 'number' ? number : code}
              aria-describedby={`${field}-hint`}
              autocapitalize="characters"
              spellcheck={false}
              required
            />
          </>
        ))}
        <button>{t('look-up-go')}</button>
      </form>
    </Page>
  )
}
