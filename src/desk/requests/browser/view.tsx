/** @jsxImportSource preact */
import type { Verdict } from '#approvals'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { signOver } from '../../shell/browser/passkey.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { Button, Outcome, useWork, type Work } from '../../shell/browser/work.tsx'
import { Change, Lines } from './change.tsx'
import { Content, haveSignedAtLast } from './content.tsx'

type Open = Reply<'requests'>['open'][number]

/** What takes two: what waits for a colleague's touch, and exactly what it would do. */
export function View() {
  const work = useWork()
  const { data, problem, again } = useReply(() => ask('requests'))

  /** The passkey signs what is said of this one answer; the server works out the same and takes no other. */
  const answer = (request: Open, verdict: Verdict, content: string | null) =>
    work.run(async () => {
      if (!('branch' in request.answers)) return
      const touch = await signOver(request.challenges[verdict])
      const { branch } = request.answers
      const { outcome } = await ask('requestAnswer', { request: request.id, verdict, branch, touch })
      if (outcome !== 'answered') return work.fail(t(`desk-answer-${outcome}`))
      await again()
      work.tell(t(`desk-request-said-${verdict}`, { title: titleOf(request.about) }))
      if (verdict === 'approved' && content !== null) {
        const { issued, said } = await haveSignedAtLast(request.id, content)
        if (issued) work.tell(said)
        else work.fail(`${said} ${t('desk-request-certificate-later')}`)
      }
    })

  return (
    <section class="wide" aria-labelledby="requests-title">
      <Heading id="requests-title">{t('desk-requests-title')}</Heading>
      <p>{t('desk-requests-lead')}</p>
      <Outcome of={{ ...work, problem: work.problem || problem }} />
      {data?.open.length === 0 && <p class="notice">{t('desk-requests-none')}</p>}
      <ol class="plain">
        {data?.open.map((request) => (
          <OpenRequest key={request.id} request={request} work={work} answer={answer} />
        ))}
      </ol>
      {data && data.answered.length > 0 && (
        <>
          <h2>{t('desk-requests-answered')}</h2>
          <ul>
            {data.answered.map(({ id, about, verdict, by }) => (
              <li key={id}>
                {titleOf(about)} <span class="soft">{t(`desk-answered-${verdict}`, { name: by })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface OpenProps {
  readonly request: Open
  readonly work: Work
  readonly answer: (request: Open, verdict: Verdict, content: string | null) => void
}

function OpenRequest({ request, work, answer }: OpenProps) {
  const { id, by, branch, day, about, answers } = request
  const title = `request-${id}`
  return (
    <li class="request" aria-labelledby={title}>
      <h2 id={title}>{titleOf(about)}</h2>
      <p class="soft">{t('desk-request-by', { name: by, text: branchName(branch), day: dayInWords(day) })}</p>
      {about.kind === 'withdrawal' && <p>{t('desk-request-withdrawal-note')}</p>}
      {about.kind === 'withdrawal' && <Lines lines={about.lines} more={about.more} />}
      {about.kind === 'correction' && <Change change={about.change} />}
      {'refusal' in answers ? (
        <p class="soft">{t(`desk-answer-${answers.refusal}`)}</p>
      ) : about.kind === 'certificate' ? (
        <Content
          approval={id}
          text={about.text}
          challenge={request.challenges.approved}
          work={work}
          answers={(content) => <Answers answer={(verdict) => answer(request, verdict, content)} />}
        />
      ) : (
        <Answers answer={(verdict) => answer(request, verdict, null)} />
      )}
    </li>
  )
}

function Answers({ answer }: { answer: (verdict: Verdict) => void }) {
  return (
    <p class="actions">
      <Button act="approve" class="primary" onPress={() => answer('approved')}>
        {t('desk-request-approve')}
      </Button>
      <Button act="refuse" onPress={() => answer('refused')}>
        {t('desk-request-refuse')}
      </Button>
    </p>
  )
}

function titleOf(about: Open['about']): string {
  switch (about.kind) {
    case 'role':
      return t('desk-request-role', {
        name: about.name,
        text: t(`desk-role-${about.role}`),
        place: branchName(about.branch),
      })
    case 'correction':
      return t('desk-request-correction', { number: about.number })
    case 'withdrawal':
      return t('desk-request-withdrawal', { number: about.number })
    case 'certificate':
      return t('desk-request-certificate', { number: about.number })
    case 'certificate-state':
      return t('desk-request-certificate-state', {
        number: about.number,
        text: t(`certificates-state-${about.state}`),
        place: t(`certificates-reason-${about.reason}`),
      })
  }
}
