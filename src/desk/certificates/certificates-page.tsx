import {
  CHANGE_REASONS,
  type BranchFigures,
  type Issued,
  REMIND_AFTER_DAYS,
  requestReference,
  type ToRevoke,
  type Waiting,
} from '#certificates'
import { type Day, daysBetween } from '#basics'
import { numberInFours } from '#proof'
import { type Branch } from '#staff'
import { count, dayName, type Locale } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { Layout, type PageContext } from '../old/layout.tsx'
import { More } from '../shell/more.tsx'
import { page } from '../old/routes.ts'
import { Table } from '../old/table.tsx'
import { CertificatePhrases } from './phrases.tsx'
import { RequestPanel } from './request-panel.tsx'

interface CertificatesProps {
  readonly context: PageContext
  readonly branches: readonly Branch[]
  readonly open: readonly Waiting[]
  readonly issued: readonly Issued[]
  readonly toRevoke: readonly ToRevoke[]
  readonly figures: readonly BranchFigures[]
  readonly today: Day
  /** The number that was looked for. */
  readonly find: string | null
}

/** What was asked for, what was issued, and how long people wait. Whose it is opens in the browser. */
export function CertificatesPage({
  context,
  branches,
  open,
  issued,
  toRevoke,
  figures,
  today,
  find,
}: CertificatesProps) {
  const { locale, seated } = context
  const { t, language } = locale
  const last = issued.at(-1)
  const issues = seated?.roles.some(({ role }) => role === 'issuer') ?? false
  return (
    <Layout context={context} name="certificates" title={t('certificates-title')}>
      <div data-panel="list">
        <section class="wide">
          <h1 tabindex={-1}>{t('certificates-title')}</h1>
          <p>{t('certificates-lead')}</p>
          <p class="problem" role="alert" data-part="problem"></p>
          <p class="notice" role="status" data-part="done" hidden></p>
        </section>
        {toRevoke.length > 0 && (
          <section class="wide">
            <h2>{t('certificates-to-revoke')}</h2>
            <p>{t('certificates-to-revoke-lead')}</p>
            <ol class="plain">
              {toRevoke.map((certificate) => (
                <RevokeRow certificate={certificate} locale={locale} branches={branches} />
              ))}
            </ol>
          </section>
        )}
        {issues && (
          <section class="wide">
            <h2>{t('certificates-open')}</h2>
            {open.length === 0 && <p class="soft">{t('certificates-none')}</p>}
            <ol class="plain">
              {open.map((waiting) => (
                <Row waiting={waiting} today={today} locale={locale} branches={branches} />
              ))}
            </ol>
          </section>
        )}
        {issues && (
          <section class="wide">
            <h2>{t('certificates-issued')}</h2>
            <form method="get" class="inline">
              <label for="number">{t('certificates-find')}</label>
              <input id="number" name="number" value={find ?? ''} autocomplete="off" spellcheck={false} />
              <button>{t('certificates-find-go')}</button>
            </form>
            {issued.length === 0 && <p class="soft">{t('certificates-issued-none')}</p>}
            <ol class="plain">
              {issued.map((certificate) => (
                <IssuedRow certificate={certificate} locale={locale} branches={branches} />
              ))}
            </ol>
            <More
              href={last && issued.length >= PAGE ? page.certificatesBefore(language, last.number) : null}
              label={t('certificates-older')}
            />
          </section>
        )}
        {issues && (
          <section class="wide">
            <h2>{t('certificates-verify-all')}</h2>
            <p class="soft">{t('certificates-verify-lead')}</p>
            <p>
              <button type="button" data-act="verify-all">
                {t('certificates-verify-go')}
              </button>
            </p>
            <p role="status" data-part="verified"></p>
          </section>
        )}
        <Figures figures={figures} locale={locale} branches={branches} />
      </div>
      <RequestPanel locale={locale} />
      <CertificatePhrases locale={locale} />
    </Layout>
  )
}

const PAGE = 50

interface Rows {
  readonly locale: Locale
  readonly branches: readonly Branch[]
}

function Row({ waiting, today, locale, branches }: Rows & { waiting: Waiting; today: Day }) {
  const { t } = locale
  const { request, day, branch, state, waitsFor } = waiting
  const days = daysBetween(day, today)
  const place = waitsFor === null ? '' : branchName(locale, branches, waitsFor)
  return (
    <li class="request" data-request={request}>
      <p>
        <code>{requestReference(request)}</code> {branchName(locale, branches, branch)} ·{' '}
        {t('certificates-asked', { day: dayName(locale, day), count: days })} ·{' '}
        <strong data-part="state">{t(`certificates-state-${state}`, { place })}</strong>{' '}
        {days > REMIND_AFTER_DAYS && state !== 'approving' && (
          <strong class="late">{t('certificates-late')}</strong>
        )}
      </p>
      <p class="actions">
        <button type="button" class={state === 'approving' ? undefined : 'primary'} data-act="open">
          {t('certificates-show')}
        </button>
      </p>
    </li>
  )
}

function RevokeRow({ certificate, locale, branches }: Rows & { certificate: ToRevoke }) {
  const { t } = locale
  const { number, day, branch, withdrawn, asked } = certificate
  return (
    <li class="request" data-number={number}>
      <p>
        <code>{numberInFours(number)}</code> {branchName(locale, branches, branch)} ·{' '}
        {t('certificates-issued-on', { day: dayName(locale, day) })} ·{' '}
        <strong>{t('certificates-withdrawn-on', { day: dayName(locale, withdrawn) })}</strong>
      </p>
      {asked ? (
        <p class="soft">{t('certificates-revoke-asked')}</p>
      ) : (
        <p class="actions">
          <button type="button" class="primary" data-act="revoke">
            {t('certificates-revoke')}
          </button>
        </p>
      )}
    </li>
  )
}

function IssuedRow({ certificate, locale, branches }: Rows & { certificate: Issued }) {
  const { t } = locale
  const { number, day, branch, state, successor, kept, handedOver } = certificate
  const ended = state === 'revoked' || state === 'superseded' || state === 'withdrawn'
  return (
    <li class="request" data-number={number}>
      <p>
        <code>{numberInFours(number)}</code> {branchName(locale, branches, branch)} ·{' '}
        {t('certificates-issued-on', { day: dayName(locale, day) })} ·{' '}
        <strong>{t(`certificates-state-${state}`)}</strong>{' '}
        {successor && <code>{numberInFours(successor)}</code>}{' '}
        {handedOver && t('certificates-handed-over', { day: dayName(locale, handedOver) })}
      </p>
      <p class="actions">
        {kept && (
          <button type="button" data-act="file">
            {t('certificates-file')}
          </button>
        )}
        {!handedOver && !ended && (
          <button type="button" data-act="hand-over">
            {t('certificates-hand-over')}
          </button>
        )}
      </p>
      {!ended && (
        <details>
          <summary>{t('certificates-change')}</summary>
          <form data-part="change" class="inline">
            <label>
              {t('certificates-change-to')}{' '}
              <select name="change">
                {Object.entries(CHANGE_REASONS)
                  .filter(([to]) => to !== state)
                  .flatMap(([to, reasons]) =>
                    reasons.map((reason) => (
                      <option value={`${to} ${reason}`}>
                        {t(`certificates-state-${to as keyof typeof CHANGE_REASONS}`)}:{' '}
                        {t(`certificates-reason-${reason}`)}
                      </option>
                    )),
                  )}
              </select>
            </label>
            <button>{t('certificates-change-ask')}</button>
          </form>
        </details>
      )}
    </li>
  )
}

function Figures({ figures, locale, branches }: Rows & { figures: readonly BranchFigures[] }) {
  const { t } = locale
  const few = (figure: number | null) =>
    figure === null ? t('certificates-figures-few') : count(locale, figure)
  return (
    <Table
      id="certificate-figures"
      title={t('certificates-figures')}
      heads={[
        t('certificates-figures-branch'),
        t('certificates-figures-asked'),
        t('certificates-figures-issued'),
        t('certificates-figures-waiting'),
        t('certificates-figures-oldest'),
        t('certificates-figures-days'),
      ]}
      none={t('certificates-none')}
    >
      {figures.map(({ branch, asked, issued, waiting, oldest, medianDays }) => (
        <tr>
          <th scope="row">{branchName(locale, branches, branch)}</th>
          <td>{few(asked)}</td>
          <td>{few(issued)}</td>
          <td>{few(waiting)}</td>
          <td>{oldest === null ? '–' : dayName(locale, oldest)}</td>
          <td>{medianDays === null ? '–' : count(locale, medianDays)}</td>
        </tr>
      ))}
    </Table>
  )
}
