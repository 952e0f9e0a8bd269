import { Exact, GAP, WithElement } from '#html'
import { dayName, type Locale } from '#i18n'
import { routes } from '../../routes.ts'
import { deskStands, type DeskView } from '../../files/desk-files.ts'

/** What the staff's browsers are to run, in one number that everybody can see: whoever changes it for a few is noticed. */
export function DeskPart({ locale, desk }: { locale: Locale; desk: DeskView }) {
  const { t } = locale
  const stands = deskStands(desk)
  return (
    <section>
      <h2 id="desk">{t('ledger-desk-title')}</h2>
      <p>{t('ledger-desk-lead')}</p>
      <p data-part="desk-digest">
        <Exact>{desk.digest}</Exact>
      </p>
      {stands.outcome === 'none' && <p class="note">{t('ledger-desk-none')}</p>}
      {stands.outcome === 'same' && (
        <p class="note">{t('ledger-desk-same', { day: dayName(locale, stands.day) })}</p>
      )}
      {stands.outcome === 'another' && (
        <p class="attention">
          <WithElement text={t('ledger-desk-another', { day: dayName(locale, stands.day), digest: GAP })}>
            <Exact>{stands.digest}</Exact>
          </WithElement>
        </p>
      )}
      <p class="note">
        <WithElement text={t('ledger-desk-check', { link: GAP })}>
          <a href={routes.desk}>
            <Exact>{routes.desk}</Exact>
          </a>
        </WithElement>
      </p>
    </section>
  )
}
