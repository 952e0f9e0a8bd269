import { raw } from 'hono/html'
import { type Asset, DOCTYPE, Phrases, readAssets } from '#html'
import { NEEDED } from '#vault'
import {
  LANGUAGE_NAME,
  LANGUAGE_TAG,
  LANGUAGES,
  type Language,
  type MessageKey,
  type Words,
  wordsFor,
} from '#words'

/**
 * The page that puts the recovery key together, as one file for a machine without a network. It brings its script and its style
 * with it and may load nothing: its own policy lets it run these two by their hashes, and reach nobody.
 */
export function openerPage(): string {
  const assets = readAssets('opener')
  const [script, style] = [assets.get('opener.js'), assets.get('opener.css')]
  const policy = `default-src 'none'; script-src '${script?.integrity}'; style-src '${style?.integrity}'; base-uri 'none'; form-action 'none'`
  return String(
    <>
      {DOCTYPE}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content={policy} />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>Exeunt</title>
          <style>{inline(style)}</style>
        </head>
        <body>
          <nav>
            <label for="language">
              {LANGUAGES.map((language) => words(language).t('recovery-open-language')).join(' · ')}
            </label>
            <select id="language" autocomplete="off">
              {LANGUAGES.map((language) => (
                <option value={language}>{LANGUAGE_NAME[language]}</option>
              ))}
            </select>
          </nav>
          <main data-part="page"></main>
          <noscript>
            {LANGUAGES.map((language) => (
              <p lang={LANGUAGE_TAG[language]}>{words(language).t('desk-needs-script')}</p>
            ))}
          </noscript>
          {LANGUAGES.map((language) => (
            <template data-language={language} data-tag={LANGUAGE_TAG[language]}>
              <Opener words={words(language)} />
            </template>
          ))}
          <script>{inline(script)}</script>
        </body>
      </html>
    </>,
  )
}

function words(language: Language): Words {
  return wordsFor(language, { sample: false })
}

/** Byte for byte: the policy names its hash. */
function inline(asset: Asset | undefined) {
  return raw(Buffer.from(asset?.bytes ?? []).toString('utf8'))
}

function Opener({ words: { t, language } }: { words: Words }) {
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
          <label for="house-file">{t('recovery-open-file-help')}</label>
          <input id="house-file" type="file" />
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
      <Phrases words={{ t, language }} keys={SAID} />
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
