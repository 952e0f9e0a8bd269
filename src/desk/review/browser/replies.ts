import { part, phrase } from '../../../html/browser/page.ts'

/** Put ready questions into the field where a reviewer asks; `language` is that of the sender of the open case. */
export function startReplies(field: HTMLTextAreaElement, language: () => string | undefined): void {
  const buttons = [...part('replies').querySelectorAll<HTMLButtonElement>('[data-reply]')]
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => {
      const asked = language()
      if (asked === undefined) return
      insert(field, phrase(`reply-${button.dataset['reply']}-${asked}`))
    })
    button.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0) return
      event.preventDefault()
      const next = buttons[index + step]
      if (next) next.focus()
      else if (step < 0) field.focus()
    })
  }
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || field.value !== '') return
    event.preventDefault()
    part('replies').toggleAttribute('open', true)
    buttons[0]?.focus()
  })
}

/** Behind what is there already: two ready questions are two sentences. */
function insert(field: HTMLTextAreaElement, text: string): void {
  field.value = field.value === '' ? text : `${field.value.trimEnd()}\n${text}`
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}
