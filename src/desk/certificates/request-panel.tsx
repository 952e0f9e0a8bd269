import { DECLINE_REASONS } from '#certificates'
import { CHECKED, CHECKED_HOW } from '#proof'
import { LANGUAGE, languagesCovering, type Locale } from '#i18n'

/** Checks that an issuer records; control of the return code is one that nobody has to. */
const SEEN = CHECKED.filter((what) => what !== 'return-code')
const SEEN_HOW = CHECKED_HOW.filter((how) => how !== 'online')

/** A request that is open in the browser. Everything in it is put there by the script, as text. */
export function RequestPanel({ locale }: { locale: Locale }) {
  const { t } = locale
  return (
    <div data-panel="request" hidden>
      <section class="wide">
        <p>
          <button type="button" data-act="back">
            {t('certificates-back')}
          </button>
        </p>
        <h1 tabindex={-1}>
          {t('certificates-request')} <code data-part="request-name"></code>
        </h1>
        <p class="warning" role="alert" data-part="duress" hidden>
          {t('certificates-duress')}
        </p>
        <p class="problem" role="alert" data-part="request-problem"></p>
        <p class="notice" role="status" data-part="request-done" hidden></p>
        <dl class="facts">
          <Fact locale={locale} label="certificates-wants" part="wants" />
          <Fact locale={locale} label="certificates-register" part="register" />
          <Fact locale={locale} label="certificates-meeting" part="meeting" />
          <Fact locale={locale} label="certificates-when" part="when" />
          <Fact locale={locale} label="certificates-pick-up" part="pick-up" />
        </dl>
        <h2>{t('certificates-papers')}</h2>
        <div class="pictures" data-part="papers"></div>
        <h2>{t('certificates-messages')}</h2>
        <p class="soft" data-part="no-messages">
          {t('desk-none')}
        </p>
        <ol class="plain" data-part="messages"></ol>
        <form data-part="say">
          <label for="say">{t('certificates-say')}</label>
          <p class="soft" id="say-hint">
            {t('certificates-say-hint')}
          </p>
          <p>
            <label for="hour">{t('certificates-hour')}</label>
            <input id="hour" type="datetime-local" />
          </p>
          <textarea id="say" rows={3} maxlength={1_500} aria-describedby="say-hint" dir="auto"></textarea>
          <p class="actions">
            <button>{t('certificates-say-send')}</button>
          </p>
        </form>
      </section>
      <form class="wide" data-part="content" autocomplete="off">
        <h2>{t('certificates-content')}</h2>
        <p class="soft" data-part="as-seen">
          {t('certificates-content-lead')}
        </p>
        {(['name', 'latin', 'born', 'birthplace'] as const).map((field) => (
          <p>
            <label for={`holder-${field}`}>{t(`certificates-${field}`)}</label>
            <input
              id={`holder-${field}`}
              data-part={`holder-${field}`}
              type="text"
              maxlength={80}
              spellcheck={false}
              dir="auto"
              aria-describedby={`typed-${field}`}
            />
            {field === 'born' && <span class="soft">{t('certificates-born-hint')}</span>}{' '}
            <span class="soft" id={`typed-${field}`}>
              {t('certificates-typed')} <bdi class="own" data-part={`typed-${field}`} translate="no"></bdi>
            </span>
          </p>
        ))}
        <fieldset class="checks">
          <legend>{t('certificates-checks')}</legend>
          <p class="soft">{t('certificates-checks-lead')}</p>
          <div data-part="checks"></div>
          <button type="button" data-act="check-add">
            {t('certificates-check-add')}
          </button>
        </fieldset>
        <fieldset>
          <legend>{t('certificates-languages')}</legend>
          <div class="fields">
            <label>
              {t('certificates-language-first')}
              <select data-part="first-language">
                <Languages />
              </select>
            </label>
            <label>
              {t('certificates-language-second')}
              <select data-part="second-language">
                <Languages />
              </select>
            </label>
          </div>
        </fieldset>
        <p class="actions">
          <button type="button" data-act="draft">
            {t('certificates-draft')}
          </button>
        </p>
        <div class="pictures" data-part="draft"></div>
        <div data-part="prepare">
          <label for="approving">{t('certificates-approving')}</label>
          <p class="soft">{t('certificates-approving-lead')}</p>
          <p class="problem" data-part="no-approving" hidden>
            {t('certificates-approving-none')}
          </p>
          <select id="approving" data-part="approving"></select>
          <p class="actions">
            <button class="primary">{t('certificates-prepare')}</button>
          </p>
        </div>
      </form>
      <section class="wide" data-part="finish" hidden>
        <p class="actions">
          <button type="button" class="primary" data-act="finish">
            {t('certificates-finish')}
          </button>
        </p>
      </section>
      <form class="wide" data-part="decline">
        <h2>{t('certificates-decline')}</h2>
        <label for="reason">{t('certificates-decline-why')}</label>
        <select id="reason" data-part="reason">
          {DECLINE_REASONS.map((reason) => (
            <option value={reason}>{t(`certificates-decline-${reason}`)}</option>
          ))}
        </select>
        <p class="actions">
          <button>{t('certificates-decline')}</button>
        </p>
      </form>
      <template id="check">
        <p class="check" role="group">
          <label>
            {t('certificates-check-what')}{' '}
            <select name="what">
              {SEEN.map((what) => (
                <option value={what}>{t(`certificate-checked-${what}`)}</option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('certificates-check-how')}{' '}
            <select name="how">
              {SEEN_HOW.map((how) => (
                <option value={how}>{t(`certificate-checked-${how}`)}</option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('certificates-check-day')} <input name="day" type="date" required />
          </label>{' '}
          <button type="button" name="remove">
            {t('certificates-check-remove')}
          </button>
        </p>
      </template>
    </div>
  )
}

interface FactProps {
  readonly locale: Locale
  readonly label:
    | 'certificates-wants'
    | 'certificates-register'
    | 'certificates-meeting'
    | 'certificates-when'
    | 'certificates-pick-up'
  readonly part: string
}

function Fact({ locale, label, part }: FactProps) {
  return (
    <div>
      <dt>{locale.t(label)}</dt>
      <dd class="own" data-part={part} dir="auto"></dd>
    </div>
  )
}

function Languages() {
  return (
    <>
      {languagesCovering('paper').map((language) => (
        <option value={language}>{LANGUAGE[language].name}</option>
      ))}
    </>
  )
}
