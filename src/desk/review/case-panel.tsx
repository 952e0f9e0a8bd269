import { type Locale } from '#i18n'
import { CaseHelp } from './case-help.tsx'
import { ReplyList } from './replies.tsx'

/** One case: what the sender wrote on the left, what becomes of it on the right. Filled by the script. */
export function CasePanel({ locale }: { locale: Locale }) {
  const { t } = locale
  return (
    <article data-panel="case" aria-labelledby="case-title" hidden>
      <header class="case-head">
        <h1 id="case-title" tabindex={-1} data-part="case-title">
          {t('desk-case-new')}
        </h1>
        <p class="soft" data-part="case-facts"></p>
        <button type="button" class="quiet small" data-act="help">
          {t('desk-keys')} <kbd>?</kbd>
        </button>
        <p class="notice grave" role="alert" data-part="duress" hidden></p>
        <p class="soft taken" data-part="in-person" hidden></p>
        <p class="notice" data-part="wish" hidden></p>
        <div class="notice" data-part="again" hidden>
          <p data-part="again-text"></p>
          <label data-part="again-show" hidden>
            <input type="checkbox" data-part="again-shown" /> {t('desk-again-show')}
          </label>
        </div>
      </header>
      <div class="case-columns">
        <div class="case-read">
          <Remarks locale={locale} />
          <People locale={locale} />
          <Text locale={locale} />
          <Wishes locale={locale} />
          <section data-part="history-section" aria-labelledby="history-title" hidden>
            <h2 id="history-title">{t('desk-history')}</h2>
            <ol class="history" data-part="history"></ol>
          </section>
        </div>
        <aside class="case-decide" aria-label={t('desk-decide')}>
          <Preview locale={locale} />
          <section class="outcome">
            <h2>{t('desk-outcome')}</h2>
            <p data-part="outcome"></p>
          </section>
          <Decisions locale={locale} />
          <CaseHelp locale={locale} />
        </aside>
      </div>
    </article>
  )
}

function Remarks({ locale: { t } }: { locale: Locale }) {
  return (
    <section aria-labelledby="remarks-title" data-part="remarks-section">
      <h2 id="remarks-title">{t('desk-remarks')}</h2>
      <ul class="remarks" data-part="remarks"></ul>
    </section>
  )
}

function People({ locale: { t } }: { locale: Locale }) {
  return (
    <section>
      <h2 id="people-title" data-part="people-title">
        {t('desk-people-title', { count: 0 })}
      </h2>
      <div class="table-frame" tabindex={0} role="region" aria-labelledby="people-title">
        <table class="people">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('desk-person-position')}
              </th>
              <th scope="col">{t('desk-person-name')}</th>
              <th scope="col">{t('desk-person-leaves')}</th>
              <th scope="col">{t('desk-person-basis')}</th>
              <th scope="col" class="publish">
                {t('desk-person-publish')}
              </th>
            </tr>
          </thead>
          <tbody data-part="people"></tbody>
        </table>
      </div>
    </section>
  )
}

function Text({ locale: { t } }: { locale: Locale }) {
  return (
    <section aria-labelledby="words-title" data-part="words-section">
      <div class="head-row">
        <h2 id="words-title">{t('desk-words')}</h2>
        <p class="tools">
          <button type="button" class="small" data-act="redact">
            {t('desk-redact')} <kbd>x</kbd>
          </button>
          <button type="button" class="small" data-act="undo" disabled>
            {t('desk-undo')} <kbd>z</kbd>
          </button>
        </p>
      </div>
      <div
        class="declared own"
        data-part="words"
        dir="auto"
        tabindex={0}
        role="group"
        aria-labelledby="words-title"
        aria-describedby="words-help"
      ></div>
      <p class="soft small-print" id="words-help" data-part="words-help">
        {t('desk-words-help')}
      </p>
    </section>
  )
}

function Wishes({ locale: { t } }: { locale: Locale }) {
  return (
    <section aria-labelledby="wishes-title">
      <h2 id="wishes-title">{t('desk-wishes')}</h2>
      <dl class="facts">
        <div>
          <dt>{t('desk-wish-visibility')}</dt>
          <dd data-part="visibility"></dd>
        </div>
        <div>
          <dt>{t('desk-wish-certificate')}</dt>
          <dd data-part="certificate"></dd>
        </div>
        <div>
          <dt>{t('desk-wish-place')}</dt>
          <dd data-part="place"></dd>
        </div>
        <div>
          <dt>{t('desk-wish-contact')}</dt>
          <dd>
            <bdi class="own" data-part="contact" translate="no"></bdi>{' '}
            <button type="button" class="small quiet" data-act="contact" hidden>
              {t('desk-contact-open')}
            </button>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Preview({ locale: { t } }: { locale: Locale }) {
  return (
    <section class="preview">
      <h2 id="preview-title">{t('desk-preview')}</h2>
      <div class="preview-frame" tabindex={0} role="region" aria-labelledby="preview-title">
        <p class="soft" data-part="preview-note"></p>
        <ol class="preview-people" data-part="preview-people"></ol>
        <p class="declared own" dir="auto" data-part="preview-words"></p>
      </div>
    </section>
  )
}

const VERDICTS = [
  { act: 'register', key: 'r', label: 'desk-register' },
  { act: 'register-uncounted', key: 'u', label: 'desk-register-uncounted' },
  { act: 'hold', key: 'h', label: 'desk-hold' },
  { act: 'decline', key: 'd', label: 'desk-decline' },
  { act: 'withdraw', key: 'w', label: 'desk-withdraw' },
  { act: 'keep', key: 'k', label: 'desk-keep' },
  { act: 'put-back', key: 'p', label: 'desk-put-back' },
] as const

const REASONS = [
  'not-a-declaration',
  'not-understood',
  'names-others-in-danger',
  'unlawful-content',
  'test-or-mockery',
  'asked-not-answered',
] as const

function Decisions({ locale }: { locale: Locale }) {
  const { t } = locale
  return (
    <section class="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t('desk-decide')}</h2>
      <p class="problem" role="alert" data-part="case-problem"></p>
      <div class="verdicts" data-part="verdicts">
        {VERDICTS.map(({ act, key, label }) => (
          <button type="button" class={act === 'register' ? 'primary' : undefined} data-act={act}>
            <span>{t(label)}</span> <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      <form class="hold" data-part="hold-form" hidden>
        <label for="question">{t('desk-question')}</label>
        <p class="soft small-print" id="question-help">
          {t('desk-question-help')}
        </p>
        <textarea
          id="question"
          rows={5}
          maxlength={1000}
          dir="auto"
          aria-describedby="question-help"
          required
        ></textarea>
        <ReplyList locale={locale} />
        <p class="actions">
          <button type="submit" class="primary">
            {t('desk-question-send')}
          </button>
          <button type="button" data-act="cancel">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
      <fieldset class="reasons" data-part="reasons" hidden>
        <legend>{t('desk-decline-why')}</legend>
        {REASONS.map((reason, index) => (
          <button type="button" data-reason={reason}>
            <span>{t(`desk-reason-${reason}`)}</span> <kbd>{index + 1}</kbd>
          </button>
        ))}
        <p class="soft small-print">{t('desk-decline-note')}</p>
        <button type="button" data-act="cancel">
          {t('desk-cancel')}
        </button>
      </fieldset>
    </section>
  )
}
