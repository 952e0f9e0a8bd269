/** @jsxImportSource preact */
import { t } from '../../shell/browser/i18n.ts'

const VERDICTS = ['register', 'register-uncounted', 'hold', 'decline', 'withdraw'] as const

/** What a reviewer who is new, or in doubt, wants to read beside a case. */
export function CaseHelp() {
  return (
    <details class="case-help">
      <summary>{t('desk-help-title')}</summary>
      <ul>
        {VERDICTS.map((verdict) => (
          <li key={verdict}>{t(`desk-help-${verdict}`)}</li>
        ))}
      </ul>
      <h3>{t('desk-help-redact-title')}</h3>
      <p>{t('desk-help-redact')}</p>
      <h3>{t('desk-help-never-title')}</h3>
      <p>{t('desk-help-never')}</p>
    </details>
  )
}
