import { type answersFrom, challenges, REFUSALS, type Request } from '#approvals'
import { dayAt } from '#basics'
import { requestReference } from '#certificates'
import { CHECKED, CHECKED_HOW, numberInFours } from '#proof'
import { Phrases } from '#html'
import { type Entry } from '#register'
import { type PublicLine, type PublicVersion } from '#review'
import { type Branch } from '#staff'
import { dayName, type Locale } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { ISSUING_SAID } from '../certificates/phrases.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'

/** A request with what its reader needs to see in order to judge it. */
export interface ShownRequest {
  readonly request: Request
  /** What it is about, if it is about an entry. */
  readonly entry: Entry | undefined
  /** Whom a role is to be given to. */
  readonly memberName: string
  /** The branch in whose name the reader may answer, or why a colleague has to. */
  readonly answers: ReturnType<typeof answersFrom>
}

interface RequestsProps {
  readonly context: PageContext
  readonly open: readonly ShownRequest[]
  readonly answered: readonly ShownRequest[]
  readonly branches: readonly Branch[]
}

/** What takes two: what waits for a colleague's touch, and exactly what it would do. */
export function RequestsPage({ context, open, answered, branches }: RequestsProps) {
  const { locale } = context
  const { t } = locale
  return (
    <Layout context={context} name="requests" title={t('desk-requests-title')}>
      <section class="wide" aria-labelledby="requests-title">
        <h1 id="requests-title">{t('desk-requests-title')}</h1>
        <p>{t('desk-requests-lead')}</p>
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" role="status" data-part="done" hidden></p>
        {open.length === 0 && <p class="notice">{t('desk-requests-none')}</p>}
        <ol class="plain">
          {open.map((shown) => (
            <OpenRequest shown={shown} locale={locale} branches={branches} timeZone={context.timeZone} />
          ))}
        </ol>
        {answered.length > 0 && (
          <>
            <h2>{t('desk-requests-answered')}</h2>
            <ul>
              {answered.map((shown) => (
                <li>
                  {titleOf(shown, locale, branches)}{' '}
                  <span class="soft">
                    {t(`desk-answered-${shown.request.verdict ?? 'refused'}`, {
                      name: shown.request.approverName ?? '',
                    })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-not-allowed',
          'desk-problem-refused',
          'desk-problem-signed-out',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          ...REFUSALS.map((why) => `desk-answer-${why}` as const),
          'desk-answer-answered-already',
          'desk-answer-nothing-left',
          'desk-answer-not-there',
          'desk-answer-refused',
          'desk-problem-damaged',
          ...ISSUING_SAID,
          'desk-request-certificate-later',
          'certificates-name',
          'certificates-latin',
          'certificates-born',
          'certificates-birthplace',
          'certificates-register',
          'certificate-checked',
          'certificates-days',
          'common-list-separator',
          'certificate-check',
          ...CHECKED.map((what) => `certificate-checked-${what}` as const),
          ...CHECKED_HOW.map((how) => `certificate-checked-${how}` as const),
        ]}
      />
    </Layout>
  )
}

interface OneProps {
  readonly shown: ShownRequest
  readonly timeZone: string
  readonly locale: Locale
  readonly branches: readonly Branch[]
}

function OpenRequest({ shown, locale, branches, timeZone }: OneProps) {
  const { t } = locale
  const { request, entry, answers } = shown
  const { approved, refused } = challenges(request)
  const day = dayName(locale, dayAt(request.requestedAt, timeZone))
  const title = `request-${request.id}`
  return (
    <li class="request" aria-labelledby={title}>
      <h2 id={title}>{titleOf(shown, locale, branches)}</h2>
      <p class="soft">
        {t('desk-request-by', {
          name: request.requesterName,
          text: branchName(locale, branches, request.branch),
          day,
        })}
      </p>
      {request.act.kind === 'withdrawal' && <p>{t('desk-request-withdrawal-note')}</p>}
      {request.act.kind === 'withdrawal' && entry && <People lines={entry.lines} locale={locale} />}
      {request.act.kind === 'correction' && entry && (
        <Change request={request} entry={entry} locale={locale} />
      )}
      {request.act.kind === 'certificate' && 'branch' in answers && (
        <CertificateContent request={request} locale={locale} />
      )}
      {'refusal' in answers ? (
        <p class="soft">{t(`desk-answer-${answers.refusal}`)}</p>
      ) : (
        <p
          class="actions"
          data-request={request.id}
          data-branch={answers.branch}
          data-of={request.act.kind}
          hidden={request.act.kind === 'certificate'}
        >
          <button type="button" class="primary" data-answer="approved" data-challenge={approved}>
            {t('desk-request-approve')}
          </button>
          <button type="button" data-answer="refused" data-challenge={refused}>
            {t('desk-request-refuse')}
          </button>
        </p>
      )}
    </li>
  )
}

function titleOf(
  { request: { act }, entry, memberName }: ShownRequest,
  locale: Locale,
  branches: readonly Branch[],
) {
  const { t } = locale
  switch (act.kind) {
    case 'role':
      return t('desk-request-role', {
        name: memberName,
        text: t(`desk-role-${act.role}`),
        place: branchName(locale, branches, act.branch),
      })
    case 'correction':
      return t('desk-request-correction', { number: act.entry })
    case 'withdrawal':
      return t('desk-request-withdrawal', { number: entry?.number ?? 0 })
    case 'certificate':
      return t('desk-request-certificate', { number: requestReference(act.request) })
    case 'certificate-state':
      return t('desk-request-certificate-state', {
        number: numberInFours(act.number),
        text: t(`certificates-state-${act.state}`),
        place: t(`certificates-reason-${act.reason}`),
      })
  }
}

/** What a certificate will say lies sealed: it opens in the browser of whoever is asked, before she can answer. */
function CertificateContent({ request, locale }: { request: Request; locale: Locale }) {
  const { t } = locale
  return (
    <div data-certificate={request.id} data-text={request.text}>
      <p>{t('desk-request-certificate-note')}</p>
      <p class="actions">
        <button type="button" class="primary" data-act="open-content">
          {t('desk-request-certificate-open')}
        </button>
      </p>
      <dl class="facts" data-part="agreed"></dl>
      <div class="pictures" data-part="draft"></div>
    </div>
  )
}

/** What stands, and what would stand instead: only what differs is marked. */
function Change({ request, entry, locale }: { request: Request; entry: Entry; locale: Locale }) {
  const { t } = locale
  const version = JSON.parse(request.payload ?? 'null') as PublicVersion | null
  if (!version) return <p class="soft">{t('desk-request-erased')}</p>
  const standing = new Map(entry.lines.map((line) => [line.position, line]))
  const changed = version.people.filter((line) => {
    const now = standing.get(line.position)
    return !now || describe(now, locale) !== describe(line, locale)
  })
  return (
    <>
      <ul class="change">
        {changed.map((line) => {
          const now = standing.get(line.position)
          return (
            <li>
              <del dir="auto">{now && describe(now, locale)}</del>
              <ins dir="auto">{describe(line, locale)}</ins>
            </li>
          )
        })}
      </ul>
      {version.words !== entry.words && (
        <div class="change">
          <del class="declared own" dir="auto">
            {entry.words}
          </del>
          <ins class="declared own" dir="auto">
            {version.words}
          </ins>
        </div>
      )}
    </>
  )
}

function People({ lines, locale }: { lines: Entry['lines']; locale: Locale }) {
  const shown = lines.filter(({ withdrawn }) => !withdrawn)
  return (
    <ul>
      {shown.slice(0, 10).map((line) => (
        <li dir="auto">{describe(line, locale)}</li>
      ))}
      {shown.length > 10 && (
        <li class="soft">{locale.t('desk-request-more', { count: shown.length - 10 })}</li>
      )}
    </ul>
  )
}

function describe(line: PublicLine, { t }: Locale): string {
  const organisations = (['party', 'league', 'pioneers'] as const).filter((one) => line[one])
  const left = organisations.map((one) => t(`organisations-${one}-short`)).join(t('common-list-separator'))
  return `${line.position}. ${line.name ?? t('desk-name-hidden')} (${left || t('desk-not-sure')})`
}
