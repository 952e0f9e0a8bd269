import type { Submission } from '#channels'
import type { Language } from '#i18n'
import { type AlarmSeeReply, type CanaryReply, type SendBackReply } from '../../old/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { sealText } from '../../shell/browser/sealed.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touching } from '../../old/browser/touching.ts'
import { labelOf } from '../../../vault/labels.ts'

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

/** A UUID of the eighth kind (RFC 9562), as intake makes them of a form: by its id nobody is to know it. */
function submissionId(): string {
  return crypto.randomUUID().replace(/^(.{14})4/, '$18')
}

/** Composed and sealed here, exactly as intake seals a declaration: nothing but the database tells the two apart. */
async function placeCanary(form: HTMLFormElement): Promise<void> {
  const id = submissionId()
  const box = form.querySelector<HTMLOptionElement>('[name="box"] option:checked')
  const submission: Submission = {
    people: [
      {
        name: text(form, 'name'),
        nameKind: 'real',
        party: false,
        league: true,
        pioneers: true,
        basis: 'self',
        agreed: false,
      },
    ],
    words: text(form, 'words'),
    place: null,
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: text(form, 'contact'),
    language: text(form, 'language') as Language,
  }
  const payload = JSON.stringify({ ...submission, earlier: null, findings: [] })
  const label = labelOf('submission', id)
  const sealed = await sealText(box?.dataset['recipient'] ?? '', label, payload)
  const { outcome } = await touching(() =>
    ask<CanaryReply>('canaryPlace', { id, box: box?.value, sealed, language: submission.language }),
  )
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
  return field?.value.trim().normalize('NFC') ?? ''
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
