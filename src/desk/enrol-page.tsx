import { Phrases } from '#html'
import { type Words } from '#words'
import { Layout, type PageContext } from './layout.tsx'
import { page } from './routes.ts'

/**
 * The holder of an invitation becomes a member. The token arrives in the address's fragment, which the
 * browser sends nowhere; the script takes it from there and out of the address bar.
 */
export function EnrolPage({ context }: { context: PageContext }) {
  const { words } = context
  const { t } = words
  return (
    <Layout context={{ ...context, seated: null }} name="enrol" title={t('desk-enrol-title')}>
      <noscript>
        <p class="panel">{t('desk-needs-script')}</p>
      </noscript>
      <section class="panel" data-panel="no-invitation" hidden>
        <h1>{t('desk-enrol-none-title')}</h1>
        <p>{t('desk-enrol-none-lead')}</p>
      </section>
      <NameForm words={words} />
      <RecoveryPanel words={words} />
      <section class="panel" data-panel="done" aria-labelledby="done-title" hidden>
        <h1 id="done-title" tabindex={-1} data-part="done-title">
          {t('desk-enrol-done-title')}
        </h1>
        <p data-part="done-lead"></p>
        <p class="fingerprint" data-part="fingerprint" hidden></p>
        <p class="actions">
          <a class="button primary" href={page.work(words.language)}>
            {t('desk-enrol-to-desk')}
          </a>
        </p>
      </section>
      <Phrases
        words={words}
        keys={[
          'desk-problem-invitation-unknown',
          'desk-problem-name-taken',
          'desk-problem-name-differs',
          'desk-problem-refused',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-signed-out',
          'desk-problem-not-allowed',
          'desk-enrol-first-done-title',
          'desk-enrol-first-done-lead',
          'desk-enrol-done-title',
          'desk-enrol-done-lead',
          'desk-enrol-again',
        ]}
      />
    </Layout>
  )
}

function NameForm({ words: { t } }: { words: Words }) {
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

function RecoveryPanel({ words: { t } }: { words: Words }) {
  return (
    <section class="panel" data-panel="recovery" aria-labelledby="recovery-title" hidden>
      <h1 id="recovery-title" tabindex={-1}>
        {t('desk-recovery-title')}
      </h1>
      <p>{t('desk-recovery-lead')}</p>
      <p class="recovery-key" data-part="recovery-key" translate="no"></p>
      <ul>
        <li>{t('desk-recovery-write')}</li>
        <li>{t('desk-recovery-away')}</li>
        <li>{t('desk-recovery-once')}</li>
      </ul>
      <p class="actions no-print">
        <button type="button" data-act="print">
          {t('desk-recovery-print')}
        </button>
      </p>
      <form data-part="recovery-form" class="no-print">
        <label for="recovery-end">{t('desk-recovery-check')}</label>
        <input
          id="recovery-end"
          type="text"
          maxlength={8}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <p class="actions">
          <button type="submit" class="primary">
            {t('desk-recovery-confirm')}
          </button>
        </p>
        <p
          class="problem"
          role="alert"
          data-part="recovery-problem"
          data-mismatch={t('desk-recovery-mismatch')}
        ></p>
      </form>
    </section>
  )
}
