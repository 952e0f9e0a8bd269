/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { labelOf } from '../../../vault/labels.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { dayInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { Button, useWork, type Work } from '../../shell/browser/work.tsx'
import { ContentForm } from './content-form.tsx'
import { type Message, type OpenRequest } from './open-request.ts'
import { Papers } from './papers.tsx'
import { SayForm } from './say-form.tsx'
import { haveSigned } from './signing.ts'

interface PanelProps {
  readonly request: OpenRequest
  readonly declines: Reply<'certificates'>['declines']
  /** To the list, with something to say. */
  readonly back: (said: string) => Promise<void>
}

/** One request: what was asked, what is said about it, what is checked, and who is asked to agree. */
export function RequestPanel({ request, declines, back }: PanelProps) {
  const work = useWork()
  const problem = useRef<HTMLParagraphElement>(null)
  const [messages, setMessages] = useState<readonly Message[]>(request.messages)
  const { sealed, application } = request
  useEffect(() => {
    if (work.problem !== '') problem.current?.scrollIntoView({ block: 'nearest' })
  }, [work.problem])
  return (
    <div data-panel="request">
      <section class="wide">
        <p>
          <Button act="back" onPress={() => work.run(() => back(''))}>
            {t('certificates-back')}
          </Button>
        </p>
        <Heading>
          {t('certificates-request')} <code data-part="request-name">{sealed.reference}</code>
        </Heading>
        {application.duress && (
          <p class="warning" role="alert" data-part="duress">
            {t('certificates-duress')}
          </p>
        )}
        <p class="problem" role="alert" data-part="request-problem" ref={problem}>
          {work.problem}
        </p>
        <p class="notice" role="status" data-part="request-done" hidden={work.said === ''}>
          {work.said}
        </p>
        <Facts request={request} />
        <h2>{t('certificates-papers')}</h2>
        <Papers request={sealed.request} work={work} />
        <h2>{t('certificates-messages')}</h2>
        {messages.length === 0 && <p class="soft">{t('desk-none')}</p>}
        <ol class="plain" data-part="messages">
          {messages.map((message) => (
            <Said key={message.id} message={message} />
          ))}
        </ol>
        <SayForm request={request} work={work} said={(message) => setMessages([...messages, message])} />
      </section>
      {sealed.state === 'asked' && sealed.facts !== null && (
        <ContentForm request={request} work={work} back={back} />
      )}
      {sealed.unfinished !== null && <Finish approval={sealed.unfinished} work={work} back={back} />}
      {sealed.state !== 'issued' && (
        <Decline request={sealed.request} reasons={declines} work={work} back={back} />
      )}
    </div>
  )
}

function Facts({ request: { sealed, application } }: { request: OpenRequest }) {
  const { kind, meeting, when, pickUp } = application
  return (
    <dl class="facts">
      <Fact label={t('certificates-wants')} part="wants" text={t(`certificates-wants-${kind}`)} />
      <Fact label={t('certificates-register')} part="register" text={inRegister(sealed)} />
      <Fact label={t('certificates-meeting')} part="meeting" text={t(`certificates-meeting-${meeting}`)} />
      <Fact label={t('certificates-when')} part="when" text={when || t('desk-none')} />
      <Fact label={t('certificates-pick-up')} part="pick-up" text={t(`certificates-pick-up-${pickUp}`)} />
    </dl>
  )
}

function Fact({ label, part, text }: { label: string; part: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="own" data-part={part} dir="auto">
        {text}
      </dd>
    </div>
  )
}

function inRegister({ facts, published }: OpenRequest['sealed']): string {
  if (!facts) return t('certificates-register-nothing')
  const left = (['party', 'league', 'pioneers'] as const)
    .filter((one) => facts.left[one])
    .map((one) => t(`organisations-${one}-short`))
    .join(t('common-list-separator'))
  const is = t('certificates-register-is', {
    number: facts.entry,
    count: facts.line,
    name: published ?? t('certificates-unpublished'),
    text: left || t('certificate-not-stated'),
  })
  return `${is} · ${t('certificates-days', { day: dayInWords(facts.received), time: dayInWords(facts.registered) })}`
}

function Said({ message: { day, from, text } }: { message: Message }) {
  const who = [t(`certificates-from-${from}`), day === '' ? '' : dayInWords(day)].filter((one) => one !== '')
  return (
    <li>
      <p class="soft">{who.join(t('common-list-separator'))}</p>
      <p class="declared own" dir="auto">
        {text ?? t('desk-problem-damaged')}
      </p>
    </li>
  )
}

interface Ends {
  readonly work: Work
  readonly back: PanelProps['back']
}

function Finish({ approval, work, back }: Ends & { approval: string }) {
  return (
    <section class="wide" data-part="finish">
      <p class="actions">
        <Button act="finish" class="primary" onPress={() => work.run(() => finish(approval, { work, back }))}>
          {t('certificates-finish')}
        </Button>
      </p>
    </section>
  )
}

/** What was agreed to is signed from where it stopped: the content lies sealed at this branch as well. */
async function finish(approval: string, { work, back }: Ends): Promise<void> {
  const { boxes } = await needKey()
  const reply = await touching(() => ask('certificateContent', { approval }))
  if (reply.outcome !== 'content') return work.fail(t('certificates-problem-not-there'))
  const content = await boxes.open(labelOf('certificate-content', reply.request), reply.sealed)
  const { issued, said } = await haveSigned(approval, content)
  if (!issued) return work.fail(said)
  await back(said)
}

interface DeclineProps extends Ends {
  readonly request: string
  readonly reasons: Reply<'certificates'>['declines']
}

function Decline({ request, reasons, work, back }: DeclineProps) {
  const decline = async (chosen: string | undefined) => {
    const reason = reasons.find((one) => one === chosen)
    if (!reason) return
    const { outcome } = await ask('certificateDecline', { request, reason })
    if (outcome !== 'declined') return work.fail(t('certificates-problem-not-there'))
    await back(t('certificates-declined'))
  }
  return (
    <form
      class="wide"
      data-part="decline"
      onSubmit={(event) => {
        event.preventDefault()
        const chosen = event.currentTarget.querySelector('select')?.value
        work.run(() => decline(chosen))
      }}
    >
      <h2>{t('certificates-decline')}</h2>
      <label for="reason">{t('certificates-decline-why')}</label>
      <select id="reason" data-part="reason">
        {reasons.map((reason) => (
          <option value={reason} key={reason}>
            {t(`certificates-decline-${reason}`)}
          </option>
        ))}
      </select>
      <p class="actions">
        <Button type="submit">{t('certificates-decline')}</Button>
      </p>
    </form>
  )
}
