/** @jsxImportSource preact */
import { type RefObject } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Language } from '#i18n'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'

type ReplyName = Reply<'replies'>['replies'][number]['reply']

const REPLIES: readonly ReplyName[] = [
  'organisation',
  'agreed',
  'name',
  'names-others',
  'repeated',
  'unclear',
]

interface ReplyListProps {
  /** The sender's: what she is asked is asked in it. */
  readonly language: Language
  readonly list: RefObject<HTMLDetailsElement | null>
  /** Where the question is typed. */
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly insert: (text: string) => void
}

/** Questions that are asked often, beside the one that is being typed. */
export function ReplyList({ language, list, field, insert }: ReplyListProps) {
  // Their texts are there by the time that somebody chooses one.
  const texts = useMemo(() => ask('replies', { language }).catch(() => ({ replies: [] })), [language])
  const choose = async (reply: ReplyName) => {
    const { replies } = await texts
    const chosen = replies.find((one) => one.reply === reply)
    if (chosen) insert(chosen.text)
  }
  return (
    <details data-part="replies" ref={list}>
      <summary>{t('desk-replies')}</summary>
      <p class="soft small-print">{t('desk-replies-help')}</p>
      <ol class="replies">
        {REPLIES.map((reply, index) => (
          <li key={reply}>
            <button
              type="button"
              class="small"
              data-reply={reply}
              onClick={() => void choose(reply)}
              onKeyDown={(event) => moveBetween(event, field.current)}
            >
              <span>{t(`desk-reply-${reply}`)}</span> <kbd>{index + 1}</kbd>
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Up from the first one is back to the field. */
function moveBetween(event: KeyboardEvent, field: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  const item = event.currentTarget instanceof Element ? event.currentTarget.closest('li') : null
  const next = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling
  const button = next?.querySelector('button')
  if (button) button.focus()
  else if (event.key === 'ArrowUp') field?.focus()
}
