import type { Language } from '#i18n'
import { type AlarmSeeReply, type CanaryReply, type SendBackReply } from '../../old/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touching } from '../../old/browser/touching.ts'
import { sealCanary } from './seal-canary.ts'

export function startOversightPage(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="alarm-see"]'))
    button.addEventListener('click', () => void reporting(() => seeAlarm(button)))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="send-back"]'))
    button.addEventListener('click', () => void reporting(() => sendBack(button)))
  const form = document.querySelector<HTMLFormElement>('form[data-part="canary-form"]')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void reporting(() => placeCanary(form))
  })
}

async function seeAlarm({ dataset: { alarm } }: HTMLButtonElement): Promise<void> {
  const { outcome } = await touching(() => ask<AlarmSeeReply>('alarmSee', { number: Number(alarm) }))
  if (outcome === 'seen') location.reload()
  else part('problem').textContent = phrase('desk-alarm-yours')
}

async function sendBack({ dataset: { submission } }: HTMLButtonElement): Promise<void> {
  const { outcome } = await touching(() => ask<SendBackReply>('lookSendBack', { submission }))
  if (outcome === 'sent-back') location.reload()
  else part('problem').textContent = phrase('desk-looks-refused')
}

async function placeCanary(form: HTMLFormElement): Promise<void> {
  const box = form.querySelector<HTMLOptionElement>('[name="box"] option:checked')
  const of = (name: string) => box?.dataset[name] ?? ''
  const canary = await sealCanary(
    {
      name: text(form, 'name'),
      words: text(form, 'words'),
      contact: text(form, 'contact'),
      language: text(form, 'language') as Language,
    },
    {
      draft: { id: box?.value ?? '', recipient: of('recipient') },
      contact: { id: of('contact'), recipient: of('contactRecipient') },
    },
  )
  const { outcome } = await touching(() => ask<CanaryReply>('canaryPlace', canary))
  if (outcome === 'refused') {
    part('problem').textContent = phrase('desk-canary-refused')
    return
  }
  form.reset()
  part('done').hidden = false
  part('done').textContent = phrase('desk-canary-placed')
  scrollTo(0, 0)
}

function text(form: HTMLFormElement, name: string): string {
  const field = form.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    `[name="${name}"]`,
  )
  return field?.value ?? ''
}

async function reporting(work: () => Promise<void>): Promise<void> {
  part('problem').textContent = ''
  part('done').hidden = true
  try {
    await work()
  } catch (cause) {
    part('problem').textContent = phrase(problemOf(cause))
    scrollTo(0, 0)
  }
}
