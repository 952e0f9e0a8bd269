/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { hourName } from '../../../i18n/days.ts'
import { labelOf } from '../../../vault/labels.ts'
import { announce } from '../../shell/browser/announce.ts'
import { ask, keptUntilAnswered } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'
import { recipientOfRaw, sealText } from '../../shell/browser/sealed.ts'
import { needKey, touching } from '../../shell/browser/session.ts'
import { Button, type Work } from '../../shell/browser/work.tsx'
import { type Message, type OpenRequest } from './open-request.ts'

interface SayProps {
  readonly request: OpenRequest
  readonly work: Work
  readonly said: (message: Message) => void
}

/** What is said to the applicant, sealed to her code alone and to the branch. */
export function SayForm({ request, work, said }: SayProps) {
  const [text, setText] = useState('')
  const [hour, setHour] = useState('')
  const [kept] = useState(() => keptUntilAnswered<Awaited<ReturnType<typeof seal>>>())
  const say = async () => {
    const all = [hourIn(request.application.language, hour), text.trim()].filter((part) => part).join('\n')
    if (all === '') return
    const body = await kept.body(`${request.sealed.request} ${all}`, () => seal(request, all))
    const { outcome } = await touching(() => ask('certificateSay', body))
    kept.answered()
    if (outcome !== 'said') return work.fail(t(`certificates-problem-${outcome}`))
    setText('')
    setHour('')
    said({ id: body.id, day: '', from: 'branch', text: all })
    work.tell(t('certificates-said'))
    announce(t('certificates-said'))
  }
  return (
    <form
      data-part="say"
      onSubmit={(event) => {
        event.preventDefault()
        work.run(say)
      }}
    >
      <label for="say">{t('certificates-say')}</label>
      <p class="soft" id="say-hint">
        {t('certificates-say-hint')}
      </p>
      <p>
        <label for="hour">{t('certificates-hour')}</label>
        <input
          id="hour"
          type="datetime-local"
          value={hour}
          onInput={({ currentTarget }) => setHour(currentTarget.value)}
        />
      </p>
      <textarea
        id="say"
        rows={3}
        maxLength={1_500}
        aria-describedby="say-hint"
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="actions">
        <Button type="submit">{t('certificates-say-send')}</Button>
      </p>
    </form>
  )
}

async function seal({ sealed: { request, replyRecipient, sealed } }: OpenRequest, text: string) {
  const id = crypto.randomUUID()
  const payload = JSON.stringify({ text, duress: false })
  const { boxes } = await needKey()
  return {
    id,
    request,
    box: sealed.box,
    sealed: await boxes.sealTo(sealed, labelOf('certificate-message', id), payload),
    reply: await sealText(recipientOfRaw(replyRecipient), labelOf('reply', id), text),
  }
}

/** An hour that is proposed, in the applicant's language: of the clock where the branch is. */
function hourIn(language: string | undefined, typed: string): string {
  return typed === '' ? '' : hourName({ language: language ?? document.documentElement.lang }, typed)
}
