import { LANGUAGE, LANGUAGES, type Locale, speaks } from '#i18n'

/** The languages that a member reads; what comes to her first. */
export function ReadsForm({ locale: { t } }: { locale: Locale }) {
  return (
    <details data-part="reads">
      <summary>{t('desk-reads-title')}</summary>
      <fieldset class="choices" aria-describedby="reads-lead">
        <legend class="visually-hidden">{t('desk-reads-title')}</legend>
        {LANGUAGES.map((language) => (
          <label {...speaks(language)}>
            <input type="checkbox" name="reads" value={language} /> {LANGUAGE[language].name}
          </label>
        ))}
      </fieldset>
      <p class="soft small-print" id="reads-lead">
        {t('desk-reads-lead')}
      </p>
    </details>
  )
}
