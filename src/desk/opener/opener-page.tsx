import { alonePage, Phrases, readAssets } from '#html'
import { NEEDED } from '#vault'
import { languagesCovering, type Locale, type MessageKey } from '#i18n'

/** The page that puts the recovery key together, as one file for a machine without a network. It may load nothing and reach nobody. */
export function openerPage(): string {
  return alonePage({
    assets: readAssets('opener'),
    name: 'opener',
    sample: false,
    asksSite: false,
    languages: languagesCovering('desk'),
    body: (locale) => <Opener locale={locale} />,
  })
}

function Opener({ locale: { t, language } }: { locale: Locale }) {
  return (
    <>
      <h1>{t('recovery-open-title')}</h1>
      <p>{t('recovery-open-lead')}</p>
      <p>{t('recovery-open-machine')}</p>
      <p class="warning" role="alert" data-part="online" hidden>
        {t('recovery-open-online')}
      </p>
      <form data-part="papers">
        <h2>{t('recovery-open-papers')}</h2>
        {Array.from({ length: NEEDED }, (_, at) => (
          <p>
            <label for={`share-${at}`}>
              {t('recovery-open-share')} {'ABC'[at]}
            </label>
            <textarea
              id={`share-${at}`}
              rows={3}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              translate="no"
              aria-describedby={`share-${at}-said`}
            ></textarea>
            <output id={`share-${at}-said`}></output>
          </p>
        ))}
        <p>
          <button type="submit">{t('recovery-open-join')}</button>
        </p>
        <p class="said" role="status" data-part="joined"></p>
      </form>
      <section data-part="file" hidden>
        <p>{t('recovery-open-rehearsed')}</p>
        <h2>{t('recovery-open-file')}</h2>
        <p>
          <label for="installation-file">{t('recovery-open-file-help')}</label>
          <input id="installation-file" type="file" />
        </p>
        <p class="said" role="status" data-part="file-said"></p>
      </section>
      <section data-part="use" hidden>
        <h2>{t('recovery-open-use')}</h2>
        <h3>{t('recovery-open-give')}</h3>
        <p>{t('recovery-open-give-help')}</p>
        <ul data-part="waiting"></ul>
        <h3>{t('recovery-open-records')}</h3>
        <p data-part="records-help"></p>
        <p>
          <button type="button" data-part="records">
            {t('recovery-open-records-button')}
          </button>
        </p>
        <p class="said" role="status" data-part="use-said"></p>
      </section>
      <Phrases locale={{ t, language }} keys={SAID} />
    </>
  )
}

const SAID: readonly MessageKey[] = [
  'recovery-open-share-good',
  'recovery-open-share-mistyped',
  'recovery-open-share-none',
  'recovery-open-share-version',
  'recovery-open-too-few',
  'recovery-open-different',
  'recovery-open-twice',
  'recovery-open-misfit',
  'recovery-open-joined',
  'recovery-open-file-wrong',
  'recovery-open-file-other',
  'recovery-open-opening',
  'recovery-open-boxes',
  'recovery-open-give-button',
  'recovery-open-give-none',
  'recovery-open-records-help',
  'recovery-open-records-none',
  'recovery-open-records-done',
  'recovery-open-saved',
  'recovery-open-fault',
]
