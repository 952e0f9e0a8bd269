import { type DecideReply, type WireCase } from '../../old/wire.ts'
import { ask, keptUntilAnswered } from '../../old/browser/ask.ts'
import { type CaseView } from './case-view.ts'
import { showContact } from './contact.ts'
import { type Done } from './undo.ts'
import { type OpenCase } from './open-case.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { act, announce } from '../../old/browser/page.ts'
import { startReplies } from './replies.ts'
import { type BoxOpener, recipientOfRaw, sealText } from '../../shell/browser/sealed.ts'
import { labelOf } from '../../../vault/labels.ts'

/** The case that is on the page. */
export interface AtWork {
  readonly sealed: WireCase
  readonly view: CaseView
}

/** So long after a case has come onto the page no verdict is taken: a double tap on the last one is not meant for it. */
const UNREAD_MS = 1_000

interface Desk {
  readonly current: () => AtWork | undefined
  readonly boxes: () => BoxOpener | undefined
  /** Runs one thing at a time. */
  readonly run: (work: () => Promise<void>) => Promise<void>
  /** `label` says what was decided, `undoMs` how long it can be undone. */
  readonly decided: (done: Done) => Promise<void>
  readonly putBack: () => Promise<void>
  /** Open the same case anew: it is still ours, and something was added to it. */
  readonly reopen: () => Promise<void>
}

/** The buttons beside a case. A decision needs no confirmation: nothing is deleted, and it can be undone for a while. */
export function startVerdicts(desk: Desk): void {
  for (const verdict of ['register', 'register-uncounted'] as const)
    on(verdict, ({ view }) => decide(desk, { verdict, version: view.publicVersion(), ...view.link() }))
  for (const verdict of ['withdraw', 'keep'] as const) on(verdict, () => decide(desk, { verdict }))
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
  act('hold').addEventListener('click', askTheSender)
  act('decline').addEventListener('click', () => open('reasons', 'button'))
  for (const cancel of document.querySelectorAll('[data-act="cancel"]'))
    cancel.addEventListener('click', closeForms)
  for (const reason of part('reasons').querySelectorAll<HTMLElement>('[data-reason]')) {
    reason.addEventListener('click', () => {
      void desk.run(() => decide(desk, { verdict: 'decline', reason: reason.dataset['reason'] }))
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
  holdBack()
}

let heldBack: ReturnType<typeof setTimeout> | undefined

/** Whoever has just decided the last case has not read this one. */
function holdBack(): void {
  const buttons = part('verdicts').querySelectorAll('button')
  clearTimeout(heldBack)
  for (const button of buttons) button.disabled = true
  heldBack = setTimeout(() => {
    for (const button of buttons) button.disabled = false
  }, UNREAD_MS)
}

/** A decision as readDecision takes it. */
interface Sent {
  readonly verdict: keyof typeof DONE
  readonly [field: string]: unknown
}

/** What is said of a decision once it is taken. */
const DONE = {
  register: 'desk-done-register',
  'register-uncounted': 'desk-done-register-uncounted',
  hold: 'desk-done-hold',
  decline: 'desk-done-decline',
  withdraw: 'desk-done-withdraw',
  keep: 'desk-done-keep',
} as const

async function decide(desk: Desk, decision: Sent): Promise<void> {
  const at = desk.current()
  if (!at) return
  const { submission } = at.sealed
  const reply = await ask<DecideReply>('caseDecide', { submission, decision })
  switch (reply.outcome) {
    case 'decided': {
      const isGone = decision.verdict === 'withdraw' && at.sealed.entry === null
      const key = isGone ? 'desk-done-gone' : DONE[decision.verdict]
      const text = phrase(key, { count: at.view.people })
      return desk.decided({ submission, text, undoMs: reply.undoMs })
    }
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

const asked = keptUntilAnswered<Sent>()

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
  const decision = await asked.body(`${submission} ${text}`, async () => {
    const [questionForSender, questionForDesk] = await Promise.all([
      sealText(recipientOfRaw(replyRecipient), labelOf('question', submission), text),
      boxes.sealTo({ box, boxKey }, labelOf('question-desk', submission), text),
    ])
    return { verdict: 'hold', questionForSender, questionForDesk, questionBox: box }
  })
  await decide(desk, decision)
  asked.answered()
}

/** Open the form for a question. */
export function askTheSender(): void {
  open('hold-form', 'textarea')
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
