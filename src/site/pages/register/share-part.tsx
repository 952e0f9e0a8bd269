import { raw } from 'hono/html'
import { Exact } from '#html'
import { qrSvg } from '#issuer'
import { type Locale } from '#i18n'
import { moment } from '../../format.ts'

interface ShareProps {
  readonly locale: Locale
  /** The whole address of the page, as it is typed elsewhere. */
  readonly address: string
  readonly now: Date
  readonly timeZone: string
}

/**
 * How an entry is shown to somebody else: its address, and the same as a code for a camera, drawn here and fetched from nobody.
 * On paper it is what the page was, where, and when.
 */
export function SharePart({ locale, address, now, timeZone }: ShareProps) {
  const { t } = locale
  return (
    <section class="share">
      <figure role="img" aria-label={t('register-share-code')}>
        {raw(qrSvg(address))}
      </figure>
      <div>
        <h2>{t('register-share')}</h2>
        <p>
          <Exact>{address}</Exact>
        </p>
        <p class="note">{t('register-share-note')}</p>
        <p class="note on-paper">{t('common-as-of', moment(locale, now.toISOString(), timeZone))}</p>
      </div>
    </section>
  )
}
