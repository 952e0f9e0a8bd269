import { type DecideReply, type WireCase } from '../wire.ts'
import { ask } from './ask.ts'
import { type CaseView } from './case-view.ts'
import { showContact } from './contact.ts'
import { type OpenCase } from './open-case.ts'
import { part, partAs, phrase } from '../../html/browser/page.ts'
import { act, announce } from './page.ts'
import { startReplies } from './replies.ts'
import { type BoxOpener, recipientOfRaw, sealText } from './sealed.ts'

/** The case that is on the page. */
export interface AtWork {
  readonly sealed: WireCase
  readonly view: CaseView
}

interface Desk {
  readonly current: () => AtWork | undefined
  readonly boxes: () => BoxOpener | undefined
  /** Runs one thing at a time. */
  readonly run: (work: () => Promise<void>) => Promise<void>
  readonly decided: () => Promise<void>
  readonly putBack: () => Promise<void>
  /** Open the same case anew: it is still ours, and something was added to it. */
  readonly reopen: () => Promise<void>
}

/** The buttons beside a case. A decision needs no confirmation: nothing is deleted, and entries can be corrected. */
export function startVerdicts(desk: Desk): void {
  on('register', ({ view }) =>
    decide(desk, 'desk-register', { verdict: 'register', version: view.publicVersion(), ...view.link() }),
  )
  on('register-uncounted', ({ view }) =>
    decide(desk, 'desk-register-uncounted', {
      verdict: 'register-uncounted',
      version: view.publicVersion(),
      ...view.link(),
    }),
  )
  on('withdraw', () => decide(desk, 'desk-withdraw', { verdict: 'withdraw' }))
  on('keep', () => decide(desk, 'desk-keep', { verdict: 'keep' }))
  on('put-back', async ({ sealed }) => {
    await ask('caseReturn', { submission: sealed.submission })
    announce(phrase('desk-said-put-back'))
    await desk.putBack()
  })
  on('contact', async ({ sealed }) => {
    const boxes = desk.boxes()
    if (boxes) await showContact(boxes, sealed.submission)
  })
  act('redact').addEventListener('click', () => desk.current()?.view.redactor.redactSelection())
  act('undo').addEventListener('click', () => desk.current()?.view.redactor.undo())
  act('hold').addEventListener('click', () => open('hold-form', 'textarea'))
  act('decline').addEventListener('click', () => open('reasons', 'button'))
  for (const cancel of document.querySelectorAll('[data-act="cancel"]'))
    cancel.addEventListener('click', closeForms)
  for (const reason of part('reasons').querySelectorAll<HTMLElement>('[data-reason]')) {
    reason.addEventListener('click', () => {
      void desk.run(() =>
        decide(desk, 'desk-decline', { verdict: 'decline', reason: reason.dataset['reason'] }),
      )
    })
  }
  const form = partAs(HTMLFormElement, 'hold-form')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void desk.run(() => holdCase(desk))
  })
  startReplies(question(), () => desk.current()?.view.language)
  question().addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })

  function on(name: string, work: (at: AtWork) => Promise<void>): void {
    act(name).addEventListener('click', () => {
      const at = desk.current()
      if (at) void desk.run(() => work(at))
    })
  }
}

/**
 * Offer the verdicts that fit a case, and close what a former one left open. The server holds to the same, but for what
 * was said under duress: of that it knows nothing.
 */
export function offerVerdicts({ sealed, duress, again }: OpenCase): void {
  const { cause, entry, replyRecipient, followups } = sealed
  closeForms()
  question().value = ''
  part('case-problem').textContent = ''
  const wantsOut = cause === 'withdrawal'
  const fits: Record<string, boolean> = {
    register: entry === null && !wantsOut,
    'register-uncounted': entry === null && !wantsOut,
    hold: replyRecipient !== null,
    decline: entry === null,
    withdraw: wantsOut,
    keep: followups.length > 0,
    'put-back': true,
  }
  // Proposed is what counts each person once. The reviewer sees the people, and may decide otherwise.
  const proposed =
    again?.standing === 'counted'
      ? 'register-uncounted'
      : again?.standing === 'waits'
        ? 'put-back'
        : 'register'
  for (const name of ['register', 'register-uncounted', 'put-back'])
    act(name).classList.toggle('primary', name === proposed)
  act('keep').classList.toggle('primary', duress === 'now')
  const safe = ['keep', 'put-back']
  for (const [name, fitting] of Object.entries(fits))
    act(name).hidden = !fitting || (duress === 'now' && !safe.includes(name))
}

async function decide(desk: Desk, label: string, decision: Record<string, unknown>): Promise<void> {
  const at = desk.current()
  if (!at) return
  const { outcome } = await ask<DecideReply>('caseDecide', { submission: at.sealed.submission, decision })
  switch (outcome) {
    case 'decided':
      announce(phrase('desk-said-decided', { text: phrase(label) }))
      return desk.decided()
    case 'case-changed':
      await desk.reopen()
      return sayChanged(desk, at.sealed)
    case 'lock-lost':
      await desk.putBack()
      part('start-note').textContent = phrase('desk-problem-lock-lost')
      return
    case 'refused':
      part('case-problem').textContent = phrase('desk-problem-refused-verdict')
  }
}

/** The same case is on the page again; or, where its sender has just asked to withdraw, another one or none. */
function sayChanged(desk: Desk, { submission }: WireCase): void {
  const now = desk.current()
  if (now?.sealed.submission === submission)
    part('case-problem').textContent = phrase('desk-problem-case-changed')
  else part(now ? 'case-problem' : 'start-note').textContent = phrase('desk-problem-case-rests')
}

/** The question is sealed here, twice: to the sender's code, and to the box for the colleague who reads the answer. */
async function holdCase(desk: Desk): Promise<void> {
  const at = desk.current()
  const boxes = desk.boxes()
  const text = question().value.trim().normalize('NFC')
  if (!at || !boxes || at.sealed.replyRecipient === null) return
  if (text === '') {
    part('case-problem').textContent = phrase('desk-problem-question')
    return
  }
  const { submission, box, boxKey, replyRecipient } = at.sealed
  const [questionForSender, questionForDesk] = await Promise.all([
    sealText(recipientOfRaw(replyRecipient), { recordId: submission, field: 'question', version: 1 }, text),
    boxes.sealTo({ box, boxKey }, { recordId: submission, field: 'question-desk', version: 1 }, text),
  ])
  await decide(desk, 'desk-hold', { verdict: 'hold', questionForSender, questionForDesk, questionBox: box })
}

function open(name: string, focus: string): void {
  closeForms()
  part('verdicts').hidden = true
  part(name).hidden = false
  part(name).querySelector<HTMLElement>(focus)?.focus()
}

function closeForms(): void {
  const wasOpen = part('verdicts').hidden
  part('hold-form').hidden = part('reasons').hidden = true
  part('verdicts').hidden = false
  if (wasOpen) part('case-title').focus({ preventScroll: true })
}

function question(): HTMLTextAreaElement {
  return part('hold-form').querySelector('textarea') as HTMLTextAreaElement
}
