import { Phrases } from '#html'
import { type GrownTo, LEAST_HIDDEN } from '#ledger'
import { type MessageKey } from '#i18n'
import { Page, type PageContext } from '../../page.tsx'
import { routes } from '../../routes.ts'
import { CheckPart, FilesPart } from './check-part.tsx'
import { type DeskView } from '../../files/desk-files.ts'
import { DeskPart } from './desk-part.tsx'
import { GrowthPart } from './growth-part.tsx'
import { NowPart, PartsPart } from './now-part.tsx'
import { type LedgerView } from './view.ts'

export interface LedgerPageProps extends PageContext {
  /** Null before the first checkpoint. */
  readonly ledger: LedgerView | null
  readonly growth: readonly GrownTo[]
  readonly timeZone: string
  readonly origin: string
  /** SHA-256 of the command that checks everything. */
  readonly verifier: string
  readonly desk: DeskView
}

const PROVES: readonly MessageKey[] = [
  'ledger-proves-1',
  'ledger-proves-2',
  'ledger-proves-3',
  'ledger-proves-4',
]
const PROVES_NOT: readonly MessageKey[] = ['ledger-not-1', 'ledger-not-2', 'ledger-not-3', 'ledger-not-4']

/** The ledger to a reader who has never heard of a Merkle tree: what it is, what it proves, how to check it. */
export function LedgerPage({
  ledger,
  growth,
  timeZone,
  origin,
  verifier,
  desk,
  ...context
}: LedgerPageProps) {
  const { locale, assets } = context
  const { t } = locale
  return (
    <Page
      {...context}
      title={t('ledger-title')}
      at={routes.ledger}
      script={ledger ? assets.get('ledger.js')?.url : undefined}
    >
      <h1>{t('ledger-heading')}</h1>
      <p class="lead">{t('ledger-lead')}</p>
      {ledger === null ? (
        <p class="attention">{t('ledger-none')}</p>
      ) : (
        <>
          <NowPart locale={locale} ledger={ledger} timeZone={timeZone} />
          <PartsPart locale={locale} ledger={ledger} />
        </>
      )}
      <section>
        <h2>{t('ledger-proves-title')}</h2>
        <Sentences keys={PROVES} t={t} />
        <h2>{t('ledger-not-title')}</h2>
        <Sentences keys={PROVES_NOT} t={t} />
        <h2>{t('ledger-who-title')}</h2>
        <p>{t('ledger-who', { least: LEAST, hidden: LEAST_HIDDEN })}</p>
        <p>{t('ledger-who-erased')}</p>
      </section>
      {ledger && (
        <>
          <GrowthPart locale={locale} growth={growth} timeZone={timeZone} />
          <CheckPart locale={locale} ledger={ledger} origin={origin} verifier={verifier} />
          <FilesPart locale={locale} ledger={ledger} />
          <Phrases locale={locale} keys={SAID} />
        </>
      )}
      <DeskPart locale={locale} desk={desk} />
    </Page>
  )
}

/** What the page promises where the centre has decided nothing else (config.ts, `batchLeast`). */
const LEAST = 256

function Sentences({ keys, t }: { keys: readonly MessageKey[]; t: PageContext['locale']['t'] }) {
  return (
    <ul class="plain">
      {keys.map((key) => (
        <li>{t(key)}</li>
      ))}
    </ul>
  )
}

/** What src/site/browser says. */
const SAID: readonly MessageKey[] = [
  'ledger-checking',
  'ledger-checking-files',
  'ledger-proved',
  'ledger-failed',
  'ledger-unchecked',
  'ledger-claim-checkpoint',
  'ledger-claim-witnesses',
  'ledger-claim-history',
  'ledger-claim-tiles',
  'ledger-claim-entries',
  'ledger-claim-count',
  'ledger-claim-days',
  'ledger-claim-figures',
  'ledger-claim-files',
  'ledger-all-proved',
  'ledger-not-all-proved',
  'ledger-something-false',
  'ledger-stopped',
  'ledger-no-line',
  'ledger-code-found',
  'ledger-code-not-found',
  'ledger-code-no-day',
  'ledger-code-not-a-code',
  'ledger-code-digits',
  'ledger-file-counted',
  'ledger-file-listed',
  'ledger-file-since',
  'ledger-file-other',
  'ledger-file-not-counted',
  'ledger-file-foreign',
  'ledger-file-none',
]
