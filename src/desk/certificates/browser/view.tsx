/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { labelOf } from '../../../vault/labels.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { momentInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { lyingOpen } from '../../shell/browser/leave.ts'
import { go, linkTo, type ViewProps } from '../../shell/browser/place.ts'
import { useReply } from '../../shell/browser/reply.tsx'
import { member, needKey, touching } from '../../shell/browser/session.ts'
import { More } from '../../shell/browser/table.tsx'
import { Button, Outcome, useWork, type Work } from '../../shell/browser/work.tsx'
import { Figures } from './figures.tsx'
import { openRequest, type OpenRequest } from './open-request.ts'
import { RequestPanel } from './request-panel.tsx'
import { type Change, IssuedRow, RevokeRow, WaitingRow } from './rows.tsx'
import { verifyAll } from './verify-all.ts'

type Lists = Reply<'certificates'>

/** What was asked for, what was issued, and how long people wait. What is sealed opens in this browser. */
export function View({ query }: ViewProps) {
  const work = useWork()
  const [open, setOpen] = useState<OpenRequest | null>(null)
  const { data, problem, again } = useReply(() =>
    ask('certificates', {
      number: query.get('number') ?? '',
      before: query.get('before') ?? '',
      branches: query.get('branches') ?? '',
    }),
  )
  useEffect(() => lyingOpen(() => open?.sealed.request ?? null), [open])
  if (open && data)
    return (
      <RequestPanel
        key={open.sealed.request}
        request={open}
        declines={data.declines}
        back={async (said) => {
          work.tell(said)
          setOpen(null)
          await again()
        }}
      />
    )
  return (
    <div data-panel="list">
      <section class="wide">
        <Heading>{t('certificates-title')}</Heading>
        <p>{t('certificates-lead')}</p>
        <Outcome of={{ ...work, problem: work.problem || problem }} />
      </section>
      {data && (
        <ListParts
          lists={data}
          work={work}
          again={again}
          open={(request) => work.run(async () => setOpen(await opened(request, work)))}
        />
      )}
    </div>
  )
}

interface ListProps {
  readonly lists: Lists
  readonly work: Work
  readonly again: () => Promise<void>
  readonly open: (request: string) => void
}

function ListParts({ lists, work, again, open }: ListProps) {
  const issues = member.use()?.roles.some(({ role }) => role === 'issuer') ?? false
  const change = (number: string, to: Change) => work.run(() => askChange(number, to, work).then(again))
  return (
    <>
      {lists.toRevoke.length > 0 && (
        <section class="wide">
          <h2>{t('certificates-to-revoke')}</h2>
          <p>{t('certificates-to-revoke-lead')}</p>
          <ol class="plain">
            {lists.toRevoke.map((one) => (
              <RevokeRow
                key={one.number}
                certificate={one}
                revoke={() => change(one.number, { state: 'revoked', reason: 'declaration-withdrawn' })}
              />
            ))}
          </ol>
        </section>
      )}
      {issues && (
        <>
          <section class="wide">
            <h2>{t('certificates-open')}</h2>
            {lists.open.length === 0 && <p class="soft">{t('certificates-none')}</p>}
            <ol class="plain">
              {lists.open.map((one) => (
                <WaitingRow key={one.request} waiting={one} open={() => open(one.request)} />
              ))}
            </ol>
          </section>
          <section class="wide">
            <h2>{t('certificates-issued')}</h2>
            <Find number={lists.find} />
            {lists.issued.length === 0 && <p class="soft">{t('certificates-issued-none')}</p>}
            <ol class="plain">
              {lists.issued.map((one) => (
                <IssuedRow
                  key={one.number}
                  certificate={one}
                  changes={lists.changes}
                  file={() => work.run(() => showFile(one.number, work))}
                  handOver={() => work.run(() => handOver(one.number, work).then(again))}
                  change={(to) => change(one.number, to)}
                />
              ))}
            </ol>
            <More
              area="certificates"
              query={lists.older === null ? null : { before: lists.older }}
              label={t('certificates-older')}
            />
          </section>
          <VerifyAll work={work} />
        </>
      )}
      <Figures figures={lists.figures} />
    </>
  )
}

function Find({ number }: { number: string | null }) {
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault()
        go(linkTo('certificates', { number: event.currentTarget.querySelector('input')?.value ?? '' }))
      }}
    >
      <label for="number">{t('certificates-find')}</label>
      <input id="number" name="number" defaultValue={number ?? ''} autocomplete="off" spellcheck={false} />
      <button>{t('certificates-find-go')}</button>
    </form>
  )
}

function VerifyAll({ work }: { work: Work }) {
  const [verified, setVerified] = useState('')
  const start = async () => verifyAll((await needKey()).boxes, setVerified)
  return (
    <section class="wide">
      <h2>{t('certificates-verify-all')}</h2>
      <p class="soft">{t('certificates-verify-lead')}</p>
      <p>
        <Button act="verify-all" onPress={() => work.run(start)}>
          {t('certificates-verify-go')}
        </Button>
      </p>
      <p role="status" data-part="verified">
        {verified}
      </p>
    </section>
  )
}

async function opened(request: string, work: Work): Promise<OpenRequest | null> {
  const { boxes } = await needKey()
  const reply = await touching(() => ask('certificateOpen', { request }))
  if (reply.outcome === 'opened') return openRequest(boxes, reply.request)
  work.fail(
    reply.outcome === 'budget-spent'
      ? t('desk-budget-spent', { time: momentInWords(reply.again) })
      : t('certificates-problem-not-there'),
  )
  return null
}

async function showFile(number: string, work: Work): Promise<void> {
  const { boxes } = await needKey()
  const reply = await touching(() => ask('certificateFile', { number }))
  if (reply.outcome !== 'file') return work.fail(t('certificates-problem-not-there'))
  const link = document.createElement('a')
  const bytes = await boxes.openBytes(labelOf('certificate', number), reply.file)
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  link.download = `${number}.pdf`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function handOver(number: string, work: Work): Promise<void> {
  const { outcome } = await ask('certificateHandOver', { number })
  if (outcome !== 'handed-over') work.fail(t('certificates-problem-not-there'))
}

async function askChange(number: string, to: Change, work: Work): Promise<void> {
  const { outcome } = await touching(() => ask('certificateChange', { number, ...to }))
  if (outcome === 'asked') work.tell(t('certificates-change-asked'))
  else work.fail(t(`certificates-problem-${outcome}`))
}
