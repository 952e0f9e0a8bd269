import { type Centre } from '#config'
import { alonePage, type Assets, GAP, Phrases, WithElement } from '#html'
import { CHECKED, CHECKED_HOW } from '#proof'
import { type Language, languagesCovering, type Locale, type MessageKey } from '#i18n'
import { routes } from '../../routes.ts'

interface VerifyPage {
  readonly assets: Assets
  readonly sample: boolean
  readonly timeZone: string
  /** Who issues: an officer who doubts asks by another way than this page. */
  readonly centre: Centre
  /** The pinned list, as it is published; null while the centre has no keys. */
  readonly issuers: string | null
  /** Where the lists of states lie, for whoever takes them along. */
  readonly statusLists: readonly string[]
}

/**
 * The page that checks certificates, in one language. Served and carried away it is the same file; what it checks against is pinned inside, and
 * what stands behind the `#` of its address never leaves the browser. An officer at a counter sees the camera first, and then
 * one sentence.
 */
export function verifyPage(language: Language, page: VerifyPage): string {
  const { assets, sample, timeZone, issuers } = page
  return alonePage({
    assets,
    name: 'verify',
    sample,
    timeZone,
    asksSite: true,
    languages: [language],
    elsewhere: Object.fromEntries(languagesCovering('site').map((one) => [one, routes.verifyFile(one)])),
    body: (locale) => <Verify locale={locale} page={page} />,
    ...(issuers === null ? {} : { data: issuers }),
  })
}

function Verify({ locale, page }: { locale: Locale; page: VerifyPage }) {
  const { t } = locale
  return (
    <>
      <h1>{t('verify-title')}</h1>
      {page.issuers === null && <p class="warning">{t('verify-none')}</p>}
      <p class="warning" data-part="sample" hidden>
        {t('verify-sample')}
      </p>
      <p class="warning" data-part="sent" hidden>
        {t('verify-sent')}
      </p>
      <Result locale={locale} />
      <Ways locale={locale} />
      <p class="soft" data-part="lead">
        {t('verify-lead')}
      </p>
      <p class="soft" data-part="alone" hidden>
        {t('verify-alone')}
      </p>
      <Issuer locale={locale} centre={page.centre} />
      <TakeAlong locale={locale} statusLists={page.statusLists} />
      <Phrases locale={locale} keys={SAID} />
    </>
  )
}

/** The sentence, why where it is not good, the four answers, and what the certificate says. */
function Result({ locale: { t } }: { locale: Locale }) {
  return (
    <section data-part="result" hidden>
      <div class="verdict" data-part="verdict">
        <h2 tabindex={-1} data-part="verdict-words"></h2>
        <ul data-part="reasons"></ul>
      </div>
      <p>
        <button type="button" class="quiet" data-part="again">
          {t('verify-again')}
        </button>
      </p>
      <h2>{t('verify-checks')}</h2>
      <dl class="checks">
        {(['signature', 'issuer', 'status', 'ledger'] as const).map((check) => (
          <div data-check={check}>
            <dt>{t(`verify-${check}`)}</dt>
            <dd>
              <strong data-part="outcome"></strong> <span data-part="why"></span>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{t('verify-says')}</h2>
      <dl class="says" data-part="says"></dl>
      <p>{t('verify-root')}</p>
      <p class="fingerprint" data-part="root" translate="no"></p>
      <h2>{t('verify-not')}</h2>
      <ul class="bullets">
        <li>{t('verify-not-true')}</li>
        <li>{t('verify-not-holder')}</li>
        <li>{t('verify-not-law')}</li>
      </ul>
    </section>
  )
}

/** Camera, file, address: in the order in which a counter needs them. */
function Ways({ locale: { t } }: { locale: Locale }) {
  return (
    <form class="ways" data-part="ask">
      <h2 class="visually-hidden">{t('verify-check')}</h2>
      <p class="said warning" role="alert" data-part="problem" hidden></p>
      <button type="button" class="way" data-part="camera">
        <span data-part="camera-words">{t('verify-camera')}</span>
        <small>{t('verify-camera-hint')}</small>
      </button>
      <video data-part="video" muted playsinline hidden></video>
      <p class="way quiet">
        <label for="file">
          {t('verify-file')}
          <small id="file-hint">{t('verify-file-hint')}</small>
        </label>
        <input id="file" type="file" aria-describedby="file-hint" />
      </p>
      <div>
        <label for="typed">{t('verify-typed')}</label>
        <div class="typed">
          <textarea id="typed" rows={2} autocomplete="off" spellcheck={false} translate="no"></textarea>
          <button type="submit" class="quiet">
            {t('verify-check')}
          </button>
        </div>
      </div>
    </form>
  )
}

function Issuer({ locale: { t, language }, centre }: { locale: Locale; centre: Centre }) {
  const { name, address, contact } = centre
  return (
    <section>
      <h2>{t('verify-centre')}</h2>
      {contact === '' && address === '' ? (
        <p>{t('verify-centre-none')}</p>
      ) : (
        <>
          {name[language] !== '' && (
            <p>
              <bdi translate="no">{name[language]}</bdi>
            </p>
          )}
          <dl class="says">
            {address !== '' && <dt>{t('verify-centre-address')}</dt>}
            {address !== '' && (
              <dd>
                <bdi translate="no">{address}</bdi>
              </dd>
            )}
            {contact !== '' && <dt>{t('verify-centre-contact')}</dt>}
            {contact !== '' && (
              <dd>
                <bdi translate="no">{contact}</bdi>
              </dd>
            )}
          </dl>
        </>
      )}
    </section>
  )
}

/** From the page as a file nothing of this can be fetched, so it is not there. */
function TakeAlong({
  locale: { t, language },
  statusLists,
}: {
  locale: Locale
  statusLists: readonly string[]
}) {
  return (
    <section data-part="take">
      <h2>{t('verify-offline')}</h2>
      <p>{t('verify-offline-page')}</p>
      <ul class="bullets">
        <li>
          <a href={routes.verifyFile(language)} download="exeunt-verify.html">
            {t('verify-take-along')}
          </a>
        </li>
        {statusLists.map((path) => (
          <li>
            <a href={path} download={`exeunt-${path.slice(1).replaceAll('/', '-')}.jwt`}>
              {t('verify-offline-list')}
            </a>
          </li>
        ))}
      </ul>
      <p class="soft">
        <WithElement text={t('verify-offline-command', { link: GAP })}>
          <a href={routes.verifier} download translate="no">
            exeunt-verify.mjs
          </a>
        </WithElement>
      </p>
    </section>
  )
}

const SAID: readonly MessageKey[] = [
  'verify-passed',
  'verify-failed',
  'verify-unchecked',
  'verify-signature',
  'verify-issuer',
  'verify-status',
  'verify-ledger',
  'verify-signature-passed',
  'verify-issuer-passed',
  'verify-status-passed',
  'verify-ledger-passed',
  'verify-why-altered',
  'verify-why-unknown-key',
  'verify-why-another-issuer',
  'verify-why-outside-period',
  'verify-why-key-lost',
  'verify-why-revoked',
  'verify-why-suspended',
  'verify-why-superseded',
  'verify-why-withdrawn',
  'verify-why-unissued',
  'verify-why-not-listed',
  'verify-why-no-list',
  'verify-why-old-list',
  'verify-why-broken-list',
  'verify-why-not-there',
  'verify-why-another-leaf',
  'verify-why-other-organisations',
  'verify-why-no-proof',
  'verify-why-unknown-log',
  'verify-why-no-ed25519',
  'verify-number',
  'verify-holder',
  'verify-holder-latin',
  'verify-pseudonym',
  'verify-hidden',
  'verify-born',
  'verify-birthplace',
  'verify-left',
  'verify-received',
  'verify-registered',
  'verify-issued',
  'verify-looked',
  'verify-camera',
  'verify-camera-stop',
  'verify-verdict-all',
  'verify-verdict-passed',
  'verify-verdict-failed',
  'verify-verdict-unchecked',
  'verify-verdict-comma',
  'verify-verdict-stop',
  'verify-verdict-reason',
  'verify-count-1',
  'verify-count-2',
  'verify-count-3',
  'verify-count-4',
  'verify-problem-certificate',
  'verify-problem-code',
  'verify-problem-other-code',
  'verify-problem-picture',
  'verify-problem-large',
  'verify-problem-pdf',
  'verify-problem-locked',
  'verify-problem-camera',
  'verify-problem-file',
  'verify-list-taken',
  'organisations-party',
  'organisations-league',
  'organisations-pioneers',
  'common-list-separator',
  'certificate-check',
  'certificate-check-separator',
  'certificate-not-stated',
  'certificate-checked-none',
  ...CHECKED.map((what) => `certificate-checked-${what}` as const),
  ...CHECKED_HOW.map((how) => `certificate-checked-${how}` as const),
]
