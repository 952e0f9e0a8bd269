import { Phrases } from '#html'
import { NEEDED, SHARES } from '#vault'
import { type Locale } from '#i18n'
import { Layout, type PageContext } from '../old/layout.tsx'
import { page } from '../old/routes.ts'

/**
 * The holder of an invitation becomes a member. The token arrives in the address's fragment, which the
 * browser sends nowhere; the script takes it from there and out of the address bar.
 */
export function EnrolPage({ context }: { context: PageContext }) {
  const { locale } = context
  const { t } = locale
  return (
    <Layout context={{ ...context, seated: null }} name="enrol" title={t('desk-enrol-title')}>
      <noscript>
        <p class="panel">{t('desk-needs-script')}</p>
      </noscript>
      <section class="panel" data-panel="no-invitation" hidden>
        <h1>{t('desk-enrol-none-title')}</h1>
        <p>{t('desk-enrol-none-lead')}</p>
      </section>
      <NameForm locale={locale} />
      <CeremonyPanels locale={locale} />
      <section class="panel" data-panel="done" aria-labelledby="done-title" hidden>
        <h1 id="done-title" tabindex={-1} data-part="done-title">
          {t('desk-enrol-done-title')}
        </h1>
        <p data-part="done-lead"></p>
        <p class="fingerprint" data-part="fingerprint" hidden></p>
        <p class="actions">
          <a class="button primary" href={page.work(locale.language)}>
            {t('desk-enrol-to-desk')}
          </a>
        </p>
      </section>
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-invitation-unknown',
          'desk-problem-name-taken',
          'desk-problem-name-differs',
          'desk-problem-refused',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-problem-no-prf-made',
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-signed-out',
          'desk-problem-not-allowed',
          'desk-enrol-first-done-title',
          'desk-enrol-first-done-lead',
          'desk-enrol-done-title',
          'desk-enrol-done-lead',
          'desk-enrol-again',
          'recovery-share-title',
          'recovery-share-keeper',
          'recovery-share-check',
          'recovery-share-mismatch',
        ]}
      />
    </Layout>
  )
}

function NameForm({ locale: { t } }: { locale: Locale }) {
  return (
    <section class="panel" data-panel="name" aria-labelledby="enrol-title" hidden>
      <h1 id="enrol-title">{t('desk-enrol-title')}</h1>
      <p>{t('desk-enrol-lead')}</p>
      <form data-part="name-form">
        <label for="name">{t('desk-enrol-name')}</label>
        <p class="soft small-print" id="name-help">
          {t('desk-enrol-name-help')}
        </p>
        <input
          id="name"
          name="name"
          type="text"
          maxlength={80}
          required
          autocomplete="off"
          aria-describedby="name-help"
        />
        <p class="actions">
          <button type="submit" class="primary">
            {t('desk-enrol-button')}
          </button>
        </p>
      </form>
      <p class="problem" role="alert" data-part="problem"></p>
      <details>
        <summary>{t('desk-enrol-which-keys')}</summary>
        <p>{t('desk-enrol-which-keys-text')}</p>
      </details>
    </section>
  )
}

/** The recovery key goes out on five papers, to five people. */
function CeremonyPanels({ locale: { t } }: { locale: Locale }) {
  return (
    <>
      <section class="panel" data-panel="recovery" aria-labelledby="recovery-title" hidden>
        <h1 id="recovery-title" tabindex={-1}>
          {t('recovery-title')}
        </h1>
        <p>{t('recovery-lead', { shares: SHARES, needed: NEEDED })}</p>
        <ul>
          <li>{t('recovery-people', { shares: SHARES })}</li>
          <li>{t('recovery-write')}</li>
          <li>{t('recovery-away')}</li>
          <li>{t('recovery-found', { needed: NEEDED })}</li>
        </ul>
        <p class="actions">
          <button type="button" class="primary" data-act="ceremony-begin">
            {t('recovery-begin')}
          </button>
        </p>
      </section>
      <section class="panel" data-panel="share" aria-labelledby="share-title" hidden>
        <h1 id="share-title" tabindex={-1} data-part="share-title">
          {t('recovery-title')}
        </h1>
        <div data-part="share-turn">
          <p data-part="share-keeper"></p>
          <p class="actions">
            <button type="button" class="primary" data-act="share-show">
              {t('recovery-share-show')}
            </button>
          </p>
        </div>
        <div data-part="share-shown" hidden>
          <ol class="share" data-part="share-lines" translate="no"></ol>
          <p class="actions no-print">
            <button type="button" data-act="print">
              {t('recovery-print')}
            </button>
          </p>
          <form data-part="share-form" class="no-print">
            <label for="share-line" data-part="share-ask">
              {t('recovery-share-check', { number: 1 })}
            </label>
            <input
              id="share-line"
              type="text"
              maxlength={40}
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
            />
            <p class="actions">
              <button type="submit" class="primary">
                {t('recovery-share-confirm')}
              </button>
            </p>
            <p class="problem" role="alert" data-part="share-problem"></p>
          </form>
        </div>
      </section>
    </>
  )
}
