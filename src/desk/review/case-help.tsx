import { type Locale } from '#i18n'

const VERDICTS = ['register', 'register-uncounted', 'hold', 'decline', 'withdraw'] as const

/** What a reviewer who is new, or in doubt, wants to read beside a case. */
export function CaseHelp({ locale: { t } }: { locale: Locale }) {
  return (
    <details class="case-help">
      <summary>{t('desk-help-title')}</summary>
      <ul>
        {VERDICTS.map((verdict) => (
          <li>{t(`desk-help-${verdict}`)}</li>
        ))}
      </ul>
      <h3>{t('desk-help-redact-title')}</h3>
      <p>{t('desk-help-redact')}</p>
      <h3>{t('desk-help-never-title')}</h3>
      <p>{t('desk-help-never')}</p>
    </details>
  )
}
