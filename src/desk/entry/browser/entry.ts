import { type CorrectReply } from '../../old/wire.ts'
import { ask } from '../../old/browser/ask.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { act } from '../../old/browser/page.ts'
import { type Redactor, redactorOf } from '../../old/browser/redactor.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touching } from '../../old/browser/touching.ts'

export function startEntryPage(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-panel="entry"]')
  if (!form) return
  const redactor = startRedactor(form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void correct(form, redactor)
  })
}

function startRedactor(form: HTMLFormElement): Redactor | undefined {
  const words = form.querySelector<HTMLElement>('[data-part="words"]')
  if (!words) return undefined
  const redactor = redactorOf(words, words.textContent, () => (act('undo').disabled = !redactor.canUndo))
  act('redact').addEventListener('click', () => redactor.redactSelection())
  act('undo').addEventListener('click', () => redactor.undo())
  words.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'x') redactor.redactSelection()
    if (event.key === 'z') redactor.undo()
  })
  return redactor
}

async function correct(form: HTMLFormElement, redactor: Redactor | undefined): Promise<void> {
  part('problem').textContent = ''
  const unchanged = JSON.parse(form.dataset['unchanged'] ?? '{}') as Record<string, unknown>
  const people = [...form.querySelectorAll<HTMLElement>('[data-line]')].flatMap(lineOf)
  const version = { ...unchanged, people, words: redactor?.publicWords() ?? null }
  try {
    const number = Number(form.dataset['number'])
    const { outcome } = await touching(() => ask<CorrectReply>('entryCorrect', { number, version }))
    const asked = outcome !== 'refused'
    part('done').hidden = !asked
    if (asked) part('done').textContent = phrase(`desk-correction-${outcome}`)
    else part('problem').textContent = phrase('desk-problem-correction')
  } catch (cause) {
    part('problem').textContent = phrase(problemOf(cause))
  }
}

/** One person as she is to stand. Those who withdrew are not restated. */
function lineOf(row: HTMLElement): Record<string, unknown>[] {
  const { withdrawn, ...kept } = JSON.parse(row.dataset['line'] ?? '{}') as Record<string, unknown>
  if (withdrawn) return []
  const field = (name: string) => row.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const name = field('name')?.value.normalize('NFC').replace(/\s+/g, ' ').trim()
  const organisations = ['party', 'league', 'pioneers'].map(
    (one) => [one, field(one)?.checked === true] as const,
  )
  return [{ ...kept, name: name || null, ...Object.fromEntries(organisations) }]
}
