/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Decision } from '#review'
import { labelOf } from '../../../vault/labels.ts'
import { keptUntilAnswered } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'
import { recipientOfRaw, sealText } from '../../shell/browser/sealed.ts'
import { needKey } from '../../shell/browser/session.ts'
import { Button } from '../../shell/browser/work.tsx'
import type { Wire } from '../../shell/contract.ts'
import { type OpenCase } from './open-case.ts'
import { ReplyList } from './reply-list.tsx'
import { type Review } from './review.ts'

interface QuestionProps {
  readonly opened: OpenCase
  readonly typed: string
  readonly review: Review
  readonly decide: (decision: Wire<Decision>) => Promise<void>
  readonly close: () => void
}

/** What the sender is asked before her case is decided. */
export function QuestionForm({ opened, typed, review, decide, close }: QuestionProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const replies = useRef<HTMLDetailsElement>(null)
  const [text, setText] = useState(typed)
  // At once: what is typed next is her question, and no key of the case.
  useLayoutEffect(() => field.current?.focus(), [])
  const send = () =>
    review.run(async () => {
      if (text.trim() === '') return review.say(t('desk-problem-question'))
      await decide(await questionOf(opened, text))
      asked.answered()
    })
  const insert = (reply: string) => {
    // Behind what is there already: two ready questions are two sentences.
    setText((typedBy) => (typedBy === '' ? reply : `${typedBy.trimEnd()}\n${reply}`))
    field.current?.focus()
  }
  const toReplies = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send()
    if (event.key !== 'ArrowDown' || text !== '' || !replies.current) return
    event.preventDefault()
    replies.current.open = true
    replies.current.querySelector('button')?.focus()
  }
  return (
    <form
      class="hold"
      data-part="hold-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label for="question">{t('desk-question')}</label>
      <p class="soft small-print" id="question-help">
        {t('desk-question-help')}
      </p>
      <textarea
        id="question"
        rows={5}
        maxLength={1000}
        dir="auto"
        aria-describedby="question-help"
        required
        ref={field}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={toReplies}
      />
      <ReplyList language={opened.submission.language} list={replies} field={field} insert={insert} />
      <p class="actions">
        <Button type="submit" class="primary">
          {t('desk-question-send')}
        </Button>
        <Button act="cancel" onPress={close}>
          {t('desk-cancel')}
        </Button>
      </p>
    </form>
  )
}

const asked = keptUntilAnswered<Wire<Decision>>()

/** The question is sealed here, twice: to the sender's code, and to the box for the colleague who reads the answer. */
async function questionOf({ sealed }: OpenCase, typed: string): Promise<Wire<Decision>> {
  const text = typed.trim().normalize('NFC')
  const { submission, box, boxKey, replyRecipient } = sealed
  const { boxes } = await needKey()
  return asked.body(`${submission} ${text}`, async () => {
    const [questionForSender, questionForDesk] = await Promise.all([
      sealText(recipientOfRaw(replyRecipient ?? ''), labelOf('question', submission), text),
      boxes.sealTo({ box, boxKey }, labelOf('question-desk', submission), text),
    ])
    return { verdict: 'hold', questionForSender, questionForDesk, questionBox: box }
  })
}
