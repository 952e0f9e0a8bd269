import { type PasskeyReply } from '../../shell/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { vouchText, writeVouch } from '../../../staff/vouch.ts'
import { ask } from '../../shell/browser/ask.ts'
import { challengeOver } from '../../shell/browser/challenge-over.ts'
import { wrapIdentity } from '../../shell/browser/identity.ts'
import { createPasskey, signOver } from '../../shell/browser/passkey.ts'
import { problemOf, signIn } from '../../shell/browser/sign-in.ts'
import { touching } from '../../shell/browser/touching.ts'

type OptionsReply =
  | { outcome: 'options'; options: Parameters<typeof createPasskey>[0]; member: string; at: string }
  | { outcome: 'too-many' }

export function startPasskeysPage(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="passkey-add"]'))
    button.addEventListener('click', () => void reporting(button, add))
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-act="passkey-retire"]'))
    button.addEventListener('click', () => void reporting(button, () => retire(button)))
}

/** Touch one that she has, which opens her key here; make the new one, seal the same key to it, and sign for it with one that she has. */
async function add(): Promise<void> {
  say(phrase('desk-passkey-touch-old'))
  const { identity, recipient } = await signIn()
  const asked = await ask<OptionsReply>('passkeyOptions')
  if (asked.outcome !== 'options') return problem(phrase(`desk-problem-${asked.outcome}`))
  say(phrase('desk-passkey-touch-new'))
  const created = await createPasskey(asked.options, { touchAgain: () => say(phrase('desk-enrol-again')) })
  const passkey = { credential: created.response.id, key: created.key }
  const wrappedIdentity = await wrapIdentity({ identity, recipient }, created.prf, passkey)
  say(phrase('desk-passkey-touch-vouch'))
  const { at, member } = asked
  const known = (asked.options.excludeCredentials ?? []).map(({ id }) => id)
  const challenge = await challengeOver(vouchText(writeVouch({ ...passkey, at, member, recipient })))
  const touch = await signOver(challenge, known)
  const { outcome } = await ask<PasskeyReply>('passkeyAdd', {
    response: created.response,
    wrappedIdentity,
    at,
    touch,
  })
  if (outcome !== 'added') return problem(phrase(`desk-problem-${outcome}`))
  location.reload()
}

async function retire({ dataset: { credential = '' } }: HTMLButtonElement): Promise<void> {
  const { outcome } = await touching(() => ask<PasskeyReply>('passkeyRetire', { credential }))
  if (outcome !== 'retired') return problem(phrase(`desk-problem-${outcome}`))
  location.reload()
}

async function reporting(button: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  button.disabled = true
  problem('')
  try {
    await work()
  } catch (cause) {
    problem(phrase(problemOf(cause)))
  } finally {
    button.disabled = false
  }
}

function problem(text: string): void {
  part('problem').textContent = text
  if (text !== '') say('')
}

function say(text: string): void {
  const place = part('done')
  place.hidden = text === ''
  place.textContent = text
}
