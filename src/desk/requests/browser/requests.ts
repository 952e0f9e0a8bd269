import { type AnswerReply } from '../../old/wire.ts'
import { part, phrase } from '../../../html/browser/page.ts'
import { isOfCertificate, signAgreed, startAgreeing } from './agree.ts'
import { ask } from '../../old/browser/ask.ts'
import { signOver } from '../../shell/browser/passkey.ts'
import { problemOf } from '../../old/browser/sign-in.ts'

export function startRequestsPage(): void {
  startAgreeing()
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-answer]')) {
    button.addEventListener('click', () => void answer(button))
  }
}

/** The passkey signs what the page says about this one answer; the server works out the same and takes no other. */
async function answer(button: HTMLButtonElement): Promise<void> {
  const { answer: verdict, challenge = '' } = button.dataset
  const { request, branch } = button.closest<HTMLElement>('[data-request]')?.dataset ?? {}
  part('problem').textContent = ''
  try {
    const touch = isDemo() ? null : await signOver(challenge)
    const { outcome } = await ask<AnswerReply>('requestAnswer', { request, verdict, branch, touch })
    if (outcome === 'answered' && verdict === 'approved' && isOfCertificate(button))
      return await signAgreed(request ?? '')
    if (outcome === 'answered') return location.reload()
    part('problem').textContent = phrase(`desk-answer-${outcome}`)
  } catch (cause) {
    part('problem').textContent = phrase(problemOf(cause))
  }
}

function isDemo(): boolean {
  return document.body.dataset['seat'] !== undefined
}
