import { Phrases } from '#html'
import { type Passkey } from '#staff'
import { type Locale } from '#i18n'
import { Layout, type PageContext } from '../shell/layout.tsx'

interface PasskeysProps {
  readonly context: PageContext
  readonly passkeys: readonly Passkey[]
  /** The one that she signed in with; null at a demonstration. */
  readonly current: string | null
}

/** What a member opens the desk with: two at least, kept in two places. */
export function PasskeysPage({ context, passkeys, current }: PasskeysProps) {
  const { locale } = context
  const { t } = locale
  return (
    <Layout context={context} name="passkeys" title={t('desk-passkeys-title')}>
      <section class="panel" data-panel="passkeys">
        <h1>{t('desk-passkeys-title')}</h1>
        {current === null ? (
          <p>{t('desk-passkeys-demo')}</p>
        ) : (
          <>
            <p>{t('desk-passkeys-lead')}</p>
            {passkeys.length < 2 && <p class="notice">{t('desk-passkeys-one')}</p>}
            <ol class="passkeys">
              {passkeys.map((passkey, index) => (
                <Item
                  locale={locale}
                  passkey={passkey}
                  number={index + 1}
                  isCurrent={passkey.credential === current}
                  canRetire={passkeys.length > 1 && passkey.credential !== current}
                />
              ))}
            </ol>
            <p class="actions">
              <button
                type="button"
                class={passkeys.length < 2 ? 'primary' : undefined}
                data-act="passkey-add"
              >
                {t('desk-passkey-add')}
              </button>
            </p>
          </>
        )}
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" role="status" data-part="done" hidden></p>
        <details>
          <summary>{t('desk-passkeys-lost')}</summary>
          <p>{t('desk-passkeys-lost-text')}</p>
        </details>
      </section>
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-refused',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-problem-no-prf-made',
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-signed-out',
          'desk-problem-not-allowed',
          'desk-problem-too-many',
          'desk-problem-last',
          'desk-problem-not-there',
          'desk-passkey-touch-old',
          'desk-passkey-touch-new',
          'desk-passkey-touch-vouch',
          'desk-enrol-again',
        ]}
      />
    </Layout>
  )
}

interface ItemProps {
  readonly locale: Locale
  readonly passkey: Passkey
  readonly number: number
  readonly isCurrent: boolean
  readonly canRetire: boolean
}

/** The end of its id is all that tells two of a kind apart; a name that she gave it would tell of her things. */
function Item({ locale: { t }, passkey, number, isCurrent, canRetire }: ItemProps) {
  const { credential, backedUp } = passkey
  return (
    <li>
      <code translate="no">…{credential.slice(-6)}</code>{' '}
      <span class="soft">
        {backedUp ? t('desk-key-synced') : t('desk-key-bound')}
        {isCurrent && ` · ${t('desk-passkey-current')}`}
      </span>{' '}
      {canRetire && (
        <button
          type="button"
          class="small quiet"
          data-act="passkey-retire"
          data-credential={credential}
          aria-label={t('desk-passkey-retire-number', { number })}
        >
          {t('desk-passkey-retire')}
        </button>
      )}
    </li>
  )
}
