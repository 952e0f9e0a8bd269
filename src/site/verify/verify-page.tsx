import { alonePage, type Assets, Phrases } from '#html'
import { CHECKED, CHECKED_HOW } from '#proof'
import { type MessageKey, type Words } from '#words'
import { routes } from '../routes.ts'

interface VerifyPage {
  readonly assets: Assets
  readonly sample: boolean
  readonly timeZone: string
  /** The pinned list, as it is published; null while the centre has no keys. */
  readonly issuers: string | null
}

/**
 * The page that checks certificates. Served and carried away it is the same file; what it checks against is pinned inside, and
 * what stands behind the `#` of its address never leaves the browser.
 */
export function verifyPage({ assets, sample, timeZone, issuers }: VerifyPage): string {
  return alonePage({
    assets,
    name: 'verify',
    sample,
    timeZone,
    asksSite: true,
    body: (words) => <Verify words={words} hasIssuers={issuers !== null} />,
    ...(issuers === null ? {} : { data: issuers }),
  })
}

function Verify({ words, hasIssuers }: { words: Words; hasIssuers: boolean }) {
  const { t } = words
  return (
    <>
      <h1>{t('verify-title')}</h1>
      <p data-part="lead">{t('verify-lead')}</p>
      <p data-part="alone" hidden>
        {t('verify-alone')}
      </p>
      {!hasIssuers && <p class="warning">{t('verify-none')}</p>}
      <p class="warning" data-part="sample" hidden>
        {t('verify-sample')}
      </p>
      <section data-part="result" aria-live="polite" hidden>
        <h2 tabindex={-1} data-part="result-title">
          {t('verify-result')}
        </h2>
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
        <p class="fingerprint" data-part="root"></p>
        <h2>{t('verify-not')}</h2>
        <ul class="bullets">
          <li>{t('verify-not-true')}</li>
          <li>{t('verify-not-holder')}</li>
          <li>{t('verify-not-law')}</li>
        </ul>
      </section>
      <form data-part="ask">
        <h2 class="visually-hidden">{t('verify-check')}</h2>
        <p class="said warning" role="alert" data-part="problem" hidden></p>
        <p>
          <label for="file">{t('verify-file')}</label>
          <input id="file" type="file" />
        </p>
        <p>
          <button type="button" class="quiet" data-part="camera">
            {t('verify-camera')}
          </button>
        </p>
        <video data-part="video" muted playsinline hidden></video>
        <p>
          <label for="typed">{t('verify-typed')}</label>
          <textarea id="typed" rows={3} autocomplete="off" spellcheck={false} translate="no"></textarea>
        </p>
        <p>
          <button type="submit">{t('verify-check')}</button>
        </p>
      </form>
      <p data-part="take">
        <a href={routes.verifyFile} download="exeunt-verify.html">
          {t('verify-take-along')}
        </a>
      </p>
      <Phrases words={words} keys={SAID} />
    </>
  )
}

const SAID: readonly MessageKey[] = [
  'verify-passed',
  'verify-failed',
  'verify-unchecked',
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
  'verify-problem-certificate',
  'verify-problem-code',
  'verify-problem-other-code',
  'verify-problem-pdf',
  'verify-problem-camera',
  'verify-problem-file',
  'verify-list-taken',
  'organisations-party',
  'organisations-league',
  'organisations-pioneers',
  'certificate-not-stated',
  'certificate-checked-none',
  ...CHECKED.map((what) => `certificate-checked-${what}` as const),
  ...CHECKED_HOW.map((how) => `certificate-checked-${how}` as const),
]
