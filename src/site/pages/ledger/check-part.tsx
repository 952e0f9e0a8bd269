import { Exact, GAP, WithElement } from '#html'
import { type MessageKey, type Locale } from '#i18n'
import { routes } from '../../routes.ts'
import { fileSize } from '../../format.ts'
import { auditBytes, type LedgerView } from './view.ts'

interface Part {
  readonly locale: Locale
  readonly ledger: LedgerView
}

/** Ways to check: in the browser where scripts are on, with one command, and for oneself. */
export function CheckPart({ locale, ledger, origin, verifier }: Part & { origin: string; verifier: string }) {
  const { t } = locale
  return (
    <section>
      <h2>{t('ledger-check-title')}</h2>
      <h3>{t('ledger-browser-title')}</h3>
      <p data-part="off">{t('ledger-browser-off')}</p>
      <div data-part="audit" hidden>
        <p>{t('ledger-browser-lead', { size: fileSize(locale, auditBytes(ledger)) })}</p>
        <p class="act">
          <button type="button" class="quiet" data-part="audit-start">
            {t('ledger-browser-start')}
          </button>{' '}
          <button type="button" class="quiet" data-part="audit-stop" hidden>
            {t('ledger-browser-stop')}
          </button>
        </p>
        <progress data-part="audit-bar" aria-label={t('ledger-browser-start')} hidden></progress>
        <p role="status" data-part="audit-progress"></p>
        <ul class="results" data-part="audit-results"></ul>
        <p class="note">{t('ledger-browser-caution')}</p>
      </div>
      <h3>{t('ledger-command-title')}</h3>
      <p>{t('ledger-command')}</p>
      <pre class="scroll" tabindex={0} translate="no">{`node exeunt-verify.mjs audit ${origin}`}</pre>
      <p class="note">
        <WithElement text={t('ledger-command-note', { link: GAP, digest: GAP })}>
          <a href={routes.verifier}>{t('ledger-command-link')}</a>
          <Exact>{verifier}</Exact>
        </WithElement>
      </p>
      <h2 id="own">{t('ledger-own-title')}</h2>
      <p>{t('ledger-own-shown')}</p>
      <div data-part="file" hidden>
        <label for="own-file">{t('ledger-own-file')}</label>
        <input id="own-file" type="file" accept=".json,.gz" data-part="file-input" />
        <p role="status" data-part="file-answer"></p>
      </div>
      <p>{t('ledger-own-hidden')}</p>
      <form class="ask" data-part="code" hidden>
        <div class="pair">
          <p>
            <label for="own-code">{t('ledger-own-code')}</label>
            <input id="own-code" name="code" inputmode="numeric" autocomplete="off" size={8} required />
          </p>
          <p>
            <label for="own-day">{t('ledger-own-day')}</label>
            <input id="own-day" name="day" type="date" required />
          </p>
        </div>
        <button class="quiet">{t('ledger-own-look')}</button>
        <p role="status" data-part="code-answer"></p>
      </form>
    </section>
  )
}

const FILES: readonly (readonly [string, MessageKey])[] = [
  [routes.log('checkpoint'), 'ledger-file-checkpoint'],
  [routes.log('vkey'), 'ledger-file-vkey'],
  [routes.log('metadata'), 'ledger-file-metadata'],
  [routes.log('succession'), 'ledger-file-succession'],
  [routes.log('policy'), 'ledger-file-policy'],
  [routes.log('dossier'), 'ledger-file-dossier'],
  [routes.days, 'ledger-file-days'],
  [routes.dayFiles, 'ledger-file-day-files'],
  [routes.count, 'ledger-file-count'],
]

export function FilesPart({ locale, ledger }: Part) {
  const { t } = locale
  const optional = (path: string) => /^\/log\/(metadata|succession|dossier)$/.exec(path)?.[1]
  const there = FILES.filter(([path]) => {
    const name = optional(path)
    return name === undefined || [...ledger.files].some((file) => file === name)
  })
  return (
    <section>
      <h2>{t('ledger-files-title')}</h2>
      <p>{t('ledger-files-note')}</p>
      <ul class="plain">
        {there.map(([path, what]) => (
          <li>
            <a href={path}>
              <Exact>{path}</Exact>
            </a>{' '}
            {t(what)}
          </li>
        ))}
        <li>
          <Exact>/log/tile/…</Exact> {t('ledger-file-tiles')}
        </li>
      </ul>
    </section>
  )
}
