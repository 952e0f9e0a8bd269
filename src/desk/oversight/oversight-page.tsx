import { type Day } from '#basics'
import { Phrases } from '#html'
import {
  type Alarm,
  type BranchLoad,
  type CanaryBox,
  type Disagreement,
  PAGE,
  type ReviewerLoad,
} from '#oversight'
import { type Branch, hasRole } from '#staff'
import { branchName } from '../shell/branch-name.ts'
import { CanaryForm } from './canary-form.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'
import { Alarms } from './oversight-alarms.tsx'
import { BranchLoads, ReviewerLoads } from './oversight-loads.tsx'
import { More } from '../shell/more.tsx'
import { Looks } from './oversight-looks.tsx'

interface OversightProps {
  readonly context: PageContext
  readonly alarms: readonly Alarm[]
  readonly branches: readonly BranchLoad[]
  readonly reviewers: readonly ReviewerLoad[]
  readonly disagreements: readonly Disagreement[]
  readonly all: readonly Branch[]
  /** For administrators. */
  readonly canary: { readonly placed: number; readonly boxes: readonly CanaryBox[] } | null
  readonly today: Day
  readonly timeZone: string
}

/** Heads see their own branches, administrators all of them and the alarms, approvers what two disagreed about. */
export function OversightPage(props: OversightProps) {
  const { context, alarms, branches, reviewers, disagreements, all, canary, today, timeZone } = props
  const { locale, seated } = context
  const { t } = locale
  const oversees = hasRole(seated?.roles ?? [], ['head', 'administrator'])
  const named = (id: string) => branchName(locale, all, id)
  return (
    <Layout context={context} name="oversight" title={t('desk-oversight-title')}>
      <section class="wide">
        <h1>{t('desk-oversight-title')}</h1>
        <p class="soft">{t('desk-oversight-lead', { place: timeZone })}</p>
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" data-part="done" hidden></p>
        {canary && (
          <>
            <Alarms locale={locale} alarms={alarms} timeZone={timeZone} />
            <More href={next(alarms, ({ number }) => `?alarms=${number}`)} label={t('desk-older')} />
          </>
        )}
        {oversees && (
          <>
            <BranchLoads locale={locale} branches={branches} named={named} today={today} />
            <More href={next(branches, ({ branch }) => `?branches=${branch}`)} label={t('desk-more')} />
            <ReviewerLoads locale={locale} reviewers={reviewers} />
            <More
              href={next(reviewers, ({ name }) => `?reviewers=${encodeURIComponent(name)}`)}
              label={t('desk-more')}
            />
          </>
        )}
        <Looks locale={locale} disagreements={disagreements} named={named} />
        <More href={next(disagreements, ({ number }) => `?looks=${number}`)} label={t('desk-older')} />
        {canary && <CanaryForm locale={locale} {...canary} named={named} />}
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
          'desk-alarm-yours',
          'desk-looks-refused',
          'desk-canary-placed',
          'desk-canary-refused',
        ]}
      />
    </Layout>
  )
}

/** A full page may have another one after it. */
function next<Row>(rows: readonly Row[], to: (last: Row) => string): string | null {
  const last = rows.at(-1)
  return last && rows.length === PAGE ? to(last) : null
}
