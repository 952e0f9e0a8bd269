import { PLACES } from '#channels'
import { Phrases, placeName } from '#html'
import { type Locale } from '#i18n'
import { CasePanel } from './case-panel.tsx'
import { CaseTemplates } from './case-templates.tsx'
import { KeysHelp } from './keys-help.tsx'
import { ReadsForm } from './reads-form.tsx'
import { ReplyTexts } from './replies.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'
import { page } from '../old/routes.ts'
import { CASE_PHRASES } from './case-phrases.ts'

/** Where cases are read and decided. The page holds no case: its script fetches, opens and forgets them. */
export function WorkPage({ context }: { context: PageContext }) {
  const { locale } = context
  return (
    <Layout context={context} name="work" title={locale.t('desk-work-title')}>
      <noscript>
        <p class="panel">{locale.t('desk-needs-script')}</p>
      </noscript>
      <SignInPanel context={context} />
      <WaitingPanel locale={locale} />
      <DoneLine locale={locale} />
      <KeptWords locale={locale} />
      <StartPanel locale={locale} onePasskey={context.seated?.onePasskey ?? false} />
      <CasePanel locale={locale} />
      <CaseTemplates locale={locale} />
      <KeysHelp locale={locale} />
      <Phrases locale={locale} keys={CASE_PHRASES}>
        {[...PLACES.china, ...PLACES.elsewhere].map((place) => (
          <p data-phrase={`place-${place}`}>{placeName(locale, place)}</p>
        ))}
        <ReplyTexts sample={context.sample} />
      </Phrases>
    </Layout>
  )
}

function SignInPanel({ context: { locale, seated } }: { context: PageContext }) {
  const { t } = locale
  return (
    <section class="panel" data-panel="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">{seated ? t('desk-touch-title') : t('desk-sign-in-title')}</h1>
      <p>{seated ? t('desk-touch-lead') : t('desk-sign-in-lead')}</p>
      <p class="actions">
        <button type="button" class="primary" data-act="sign-in">
          {t('desk-sign-in-button')}
        </button>
      </p>
      <p class="problem" data-part="problem" role="alert"></p>
    </section>
  )
}

function WaitingPanel({ locale: { t } }: { locale: Locale }) {
  return (
    <section class="panel" data-panel="waiting" aria-labelledby="waiting-title" hidden>
      <h1 id="waiting-title" tabindex={-1}>
        {t('desk-waiting-title')}
      </h1>
      <p>{t('desk-waiting-lead')}</p>
      <p class="fingerprint" data-part="fingerprint"></p>
    </section>
  )
}

/** What was decided last, while it can be undone. */
function DoneLine({ locale: { t } }: { locale: Locale }) {
  return (
    <p class="done" data-part="done" hidden>
      <span data-part="done-text"></span>
      <button type="button" class="small" data-act="undo-decision">
        {t('desk-undo-decision')} <kbd>b</kbd>
      </button>
    </p>
  )
}

/** What she had typed about a case that is somebody else's by now. */
function KeptWords({ locale: { t } }: { locale: Locale }) {
  return (
    <section class="panel" data-part="kept" hidden>
      <label for="kept-words">{t('desk-kept-title')}</label>
      <p class="soft small-print">{t('desk-kept-lead')}</p>
      <textarea id="kept-words" data-part="kept-words" rows={5} readonly dir="auto"></textarea>
    </section>
  )
}

function StartPanel({ locale, onePasskey }: { locale: Locale; onePasskey: boolean }) {
  const { t, language } = locale
  return (
    <section class="panel" data-panel="start" aria-labelledby="start-title" hidden>
      <h1 id="start-title" tabindex={-1}>
        {t('desk-start-title')}
      </h1>
      <p class="notice" data-one-passkey hidden={!onePasskey}>
        {t('desk-passkeys-one')} <a href={page.passkeys(language)}>{t('desk-passkey-add')}</a>
      </p>
      <p class="notice" role="status" data-part="ledger" hidden></p>
      <p class="notice" data-part="certificates" hidden>
        <span data-part="certificates-said"></span>{' '}
        <a href={page.certificates(language)}>{t('certificates-title')}</a>
      </p>
      <p class="notice grave" data-part="to-revoke" hidden>
        <span data-part="to-revoke-said"></span>{' '}
        <a href={page.certificates(language)}>{t('certificates-title')}</a>
      </p>
      <dl class="figures">
        <div>
          <dt>{t('desk-figure-waiting')}</dt>
          <dd data-part="waiting">–</dd>
        </div>
        <div>
          <dt>{t('desk-figure-oldest')}</dt>
          <dd data-part="oldest">–</dd>
        </div>
        <div>
          <dt>{t('desk-figure-decided')}</dt>
          <dd data-part="decided">–</dd>
        </div>
      </dl>
      <p class="actions">
        <button type="button" class="primary" data-act="next">
          {t('desk-next')} <kbd>n</kbd>
        </button>
        <button type="button" class="quiet" data-act="help">
          {t('desk-keys')} <kbd>?</kbd>
        </button>
      </p>
      <p class="soft" data-part="start-note"></p>
      <ReadsForm locale={locale} />
    </section>
  )
}
