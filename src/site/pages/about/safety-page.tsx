import { OwnLine } from '#html'
import { type MessageKey } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'

const SECTIONS: readonly (readonly [MessageKey, readonly MessageKey[]])[] = [
  ['safety-kept-title', ['safety-kept-1', 'safety-kept-2', 'safety-kept-3', 'safety-kept-4']],
  ['safety-not-title', ['safety-not-1', 'safety-not-2', 'safety-not-3']],
  ['safety-others-title', ['safety-others-1', 'safety-others-2', 'safety-others-3', 'safety-others-4']],
  ['safety-leave-title', ['safety-leave-1', 'safety-leave-2']],
  ['safety-text-title', ['safety-text-1', 'safety-text-2', 'safety-text-3']],
  ['safety-ways-title', ['safety-ways-1', 'safety-ways-2', 'safety-ways-3']],
  ['safety-certificate-title', ['safety-certificate-1']],
  ['safety-honest-title', ['safety-honest-1']],
]

/** What is kept, what is not, what others can see, and what a visitor can do about it. */
export function SafetyPage(context: PageContext) {
  const { t } = context.locale
  const { onion, mirrors } = context.centre
  return (
    <Page {...context} title={t('safety-title')} at={routes.safety}>
      <h1>{t('safety-title')}</h1>
      <p class="lead">{t('safety-lead')}</p>
      {(onion !== null || mirrors.length > 0) && (
        <section>
          <h2 id="addresses">{t('safety-addresses-title')}</h2>
          <p>{t('safety-addresses')}</p>
          <dl class="rows">
            {onion !== null && <Address label={t('safety-onion')} addresses={[onion]} />}
            {mirrors.length > 0 && <Address label={t('safety-mirrors')} addresses={mirrors} />}
          </dl>
          <p class="note">{t('safety-addresses-note')}</p>
        </section>
      )}
      {SECTIONS.map(([title, sentences]) => (
        <section>
          <h2>{t(title)}</h2>
          <ul class="plain">
            {sentences.map((sentence) => (
              <li>{t(sentence)}</li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}

function Address({ label, addresses }: { label: string; addresses: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      {addresses.map((address) => (
        <dd>
          <a href={address} rel="noreferrer">
            <OwnLine>{address}</OwnLine>
          </a>
        </dd>
      ))}
    </div>
  )
}
