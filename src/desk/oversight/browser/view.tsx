/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { lookForAlarms } from '../../shell/browser/alarms.tsx'
import { ask } from '../../shell/browser/ask.ts'
import { zone } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { numberIn, type ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { member, touching } from '../../shell/browser/session.ts'
import { More } from '../../shell/browser/table.tsx'
import { Outcome, useWork, type Work } from '../../shell/browser/work.tsx'
import { Alarms } from './alarms.tsx'
import { CanaryForm } from './canary-form.tsx'
import { BranchLoads, ReviewerLoads } from './loads.tsx'
import { Looks } from './looks.tsx'

const OVERSEES: ReadonlySet<string> = new Set(['head', 'administrator'])

/** Who watches the reviewers: heads their own branches, administrators all and the alarms, approvers what two disagreed about. */
export function View({ query }: ViewProps) {
  const work = useWork()
  const { data, problem, again } = useReply(() =>
    ask('oversight', {
      alarms: numberIn(query, 'alarms'),
      branches: query.get('branches') ?? '',
      reviewers: query.get('reviewers') ?? '',
      looks: numberIn(query, 'looks'),
    }),
  )
  const oversees = member.use()?.roles.some(({ role }) => OVERSEES.has(role)) ?? false
  // What came of it stands on top of four tables.
  useEffect(() => {
    if (work.problem + work.said !== '') scrollTo(0, 0)
  }, [work.problem, work.said])
  return (
    <section class="wide">
      <Heading>{t('desk-oversight-title')}</Heading>
      <p class="soft">{t('desk-oversight-lead', { place: zone() })}</p>
      <Outcome of={{ ...work, problem: work.problem || problem }} />
      {data && (
        <>
          {data.canary && (
            <>
              <Alarms
                alarms={data.alarms.rows}
                see={(number) => work.run(() => seeAlarm(number, work).then(again))}
              />
              <Next table="alarms" from={data.alarms.next} label={t('desk-older')} />
            </>
          )}
          {oversees && (
            <>
              <BranchLoads branches={data.branches.rows} today={data.today} />
              <Next table="branches" from={data.branches.next} label={t('desk-more')} />
              <ReviewerLoads reviewers={data.reviewers.rows} />
              <Next table="reviewers" from={data.reviewers.next} label={t('desk-more')} />
            </>
          )}
          <Looks
            looks={data.looks.rows}
            sendBack={(submission) => work.run(() => sendBack(submission, work).then(again))}
          />
          <Next table="looks" from={data.looks.next} label={t('desk-older')} />
          {data.canary && <CanaryForm {...data.canary} work={work} />}
        </>
      )}
    </section>
  )
}

interface NextProps {
  readonly table: 'alarms' | 'branches' | 'reviewers' | 'looks'
  readonly from: string | number | null
  readonly label: string
}

function Next({ table, from, label }: NextProps) {
  return <More area="oversight" query={from === null ? null : { [table]: String(from) }} label={label} />
}

async function seeAlarm(number: number, work: Work): Promise<void> {
  const { outcome } = await touching(() => ask('alarmSee', { number }))
  if (outcome !== 'seen') return work.fail(t('desk-alarm-yours'))
  await lookForAlarms()
}

async function sendBack(submission: string, work: Work): Promise<void> {
  const { outcome } = await touching(() => ask('lookSendBack', { submission }))
  if (outcome !== 'sent-back') work.fail(t('desk-looks-refused'))
}
