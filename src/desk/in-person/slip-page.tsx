import { type Centre } from '#config'
import { type DoneView } from '#declaring'
import { DOCTYPE, OwnLine } from '#html'
import { digitsFor, type Entropy, inFours, returnCodeWords } from '#vault'
import { codeLanguageOf, LANGUAGE, type Locale, speaks } from '#i18n'
import { declareAt } from './context.ts'
import { type InPersonContext } from './declare-page.tsx'

interface SlipProps extends InPersonContext, DoneView {
  readonly centre: Centre
}

/**
 * Taken in, and once only: what can be printed of this page is the slip. Nothing of the desk's frame is here, for a printer
 * keeps a document's title, and a browser may put it on the paper.
 */
export function SlipPage({ context, branch, locale: spoken, token, code, people, centre }: SlipProps) {
  const { locale, sample, assets } = context
  const { t, language } = locale
  const lines = [centre.name[spoken.language], centre.address, centre.contact].filter((line) => line !== '')
  return (
    <>
      {DOCTYPE}
      <html lang={LANGUAGE[language].tag} dir={LANGUAGE[language].direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{'\u2014'}</title>
          <link rel="icon" href={assets.get('icon.svg')?.url} />
          <link rel="stylesheet" href={assets.get('style.css')?.url} />
          <script type="module" src={assets.get('slip.js')?.url}></script>
        </head>
        <body data-page="slip">
          {sample && (
            <p class="sample" role="note">
              {t('common-sample-banner')}
            </p>
          )}
          <main id="main" class="handing-over">
            <h1>{t('in-person-done-title')}</h1>
            <p>{t('in-person-done-lead', { people })}</p>
            {code === null ? (
              <p class="attention">{t('in-person-no-slip')}</p>
            ) : (
              <HowToHandOver locale={locale} lines={lines} />
            )}
            {code && <Slip locale={locale} spoken={spoken} code={code} lines={lines} sample={sample} />}
            <section {...speaks(spoken.language)} class="say" aria-labelledby="say">
              <h2 id="say" {...speaks(language)}>
                {t('in-person-slip-say')}
              </h2>
              <p>{spoken.t('done-next')}</p>
              {code && <p>{spoken.t('done-code-use')}</p>}
              {code && <p>{spoken.t('done-code-duress')}</p>}
            </section>
            <form method="post" action={declareAt(language, branch.id)}>
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="spoken" value={language} />
              <p class="actions">
                <button class="primary" name="do" value="next">
                  {t('in-person-next')}
                </button>
              </p>
            </form>
          </main>
        </body>
      </html>
    </>
  )
}

function HowToHandOver({ locale: { t }, lines }: { locale: Locale; lines: readonly string[] }) {
  return (
    <section aria-labelledby="slip-title">
      <h2 id="slip-title">{t('in-person-slip-title')}</h2>
      <p>{t('in-person-slip-lead')}</p>
      <p>{t('in-person-slip-looks')}</p>
      {lines.length > 0 && (
        <p class="tick">
          <input type="checkbox" id="with-centre" autocomplete="off" />
          <label for="with-centre">{t('in-person-slip-centre')}</label>
        </p>
      )}
      <p class="actions">
        <button type="button" class="primary" data-act="print" hidden>
          {t('in-person-print')}
        </button>
      </p>
      <p class="soft small-print">{t('in-person-print-how')}</p>
    </section>
  )
}

interface SlipPaper {
  /** The operator's language. */
  readonly locale: Locale
  readonly spoken: Locale
  readonly code: Entropy
  /** Who runs this, and where. On the paper only where its sender wants it: it says where she has been. */
  readonly lines: readonly string[]
  readonly sample: boolean
}

/** On paper always, on the screen only where somebody opens it. */
function Slip({ locale, spoken, code, lines, sample }: SlipPaper) {
  const { t, language } = spoken
  return (
    <>
      <details class="show-slip">
        <summary>{locale.t('in-person-show')}</summary>
      </details>
      <div class="slip" {...speaks(language)}>
        {sample && <p class="mark">SAMPLE</p>}
        <p class="slip-title">{t('slip-title')}</p>
        <ol class="slip-words" {...speaks(codeLanguageOf(language))}>
          {returnCodeWords(code, language).map((word) => (
            <li>{word}</li>
          ))}
        </ol>
        <p>{t('slip-use')}</p>
        <p>{t('slip-digits')}</p>
        <p class="slip-digits" dir="ltr">
          {inFours(digitsFor(code)).join(' ')}
        </p>
        {lines.length > 0 && (
          <p class="slip-centre">
            {lines.map((line) => (
              <span>
                <OwnLine>{line}</OwnLine>
              </span>
            ))}
          </p>
        )}
      </div>
    </>
  )
}
