import { type FiguresReply, type NextReply, type UndoReply } from '../../old/wire.ts'
import { lookForAlarms } from '../../old/browser/alarms.ts'
import { ask, Unanswered } from '../../old/browser/ask.ts'
import { dayInWords, figure, momentInWords } from '../../shell/browser/days.ts'
import { openCase } from './open-case.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { act, announce, showPanel, showSeat } from '../../old/browser/page.ts'
import { boxOpener, type BoxOpener, Damaged } from '../../shell/browser/sealed.ts'
import { holdWhileHere } from '../../old/browser/idle.ts'
import { type Kept, keepTyped, putBack, takeKept } from '../../old/browser/kept.ts'
import { showReads, startReads } from './reads.ts'
import { startShortcuts } from './shortcuts.ts'
import { problemOf, type Seated, signIn } from '../../old/browser/sign-in.ts'
import { askTheSender, type AtWork, startVerdicts } from './verdicts.ts'
import { showCase } from './case-view.ts'
import { type Done, startUndoLine } from './undo.ts'
import { handKeysOn, lookAtKeys, makeBox } from '../../shell/browser/box-keys.ts'

/** The one place where the reviewer's key is: closed over by this function, gone with the page. */
export function startWorkPage(): void {
  let boxes: BoxOpener | undefined
  let identity: string | undefined
  let atWork: AtWork | undefined
  let busy = false
  let tending = false

  act('sign-in').addEventListener('click', () => void once(() => sit(signIn)))
  act('next').addEventListener('click', () => void once(next))
  startVerdicts({
    current: () => atWork,
    run: once,
    decided,
    putBack: start,
    reopen: next,
    boxes: () => boxes,
  })
  const line = startUndoLine((submission) => once(() => undo(submission)))
  startShortcuts()
  startReads(once)
  showPanel('sign-in')

  async function sit(how: () => Promise<Seated>): Promise<void> {
    problem('')
    const seated = await how()
    showSeat(seated.member)
    void lookForAlarms()
    if (seated.member.state !== 'admitted') {
      part('fingerprint').textContent = seated.fingerprint
      return showPanel('waiting')
    }
    boxes = boxOpener(seated.identity)
    identity = seated.identity
    forgetWhenLeft()
    await start()
    await goOn(await takeKept(seated.identity))
  }

  /** A page that somebody walked away from, or that the browser keeps for its back button, must not hold the key. */
  function forgetWhenLeft(): void {
    holdWhileHere({ submission: () => atWork?.sealed.submission ?? null, leave: () => void leave() })
    addEventListener('pagehide', () => {
      boxes = identity = undefined
      atWork = undefined
    })
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  }

  /** Key and case go with the page. What was typed is there again after the next touch. */
  async function leave(): Promise<void> {
    if (identity && atWork) await keepTyped(identity, atWork.sealed.submission).catch(() => {})
    location.reload()
  }

  /** With the case that she was typing about, if it is still hers; otherwise she is shown her words, to use as she likes. */
  async function goOn(kept: Kept | null): Promise<void> {
    if (!kept) return
    await next()
    if (atWork?.sealed.submission === kept.record) {
      putBack(kept)
      askTheSender()
      part('case-problem').textContent = phrase('desk-kept-back')
    } else {
      part('kept').hidden = false
      partAs(HTMLTextAreaElement, 'kept-words').value = Object.values(kept.fields).join('\n\n')
    }
  }

  async function start(): Promise<void> {
    atWork = undefined
    const { waiting, oldest, decidedToday, languages, neededBoxes, certificates, ledger } =
      await ask<FiguresReply>('figures')
    part('certificates').hidden = certificates.waiting === 0
    part('to-revoke').hidden = certificates.toRevoke === 0
    part('to-revoke-said').textContent = phrase('certificates-reminder-withdrawn', {
      count: certificates.toRevoke,
    })
    part('certificates-said').textContent = phrase('certificates-reminder', {
      count: certificates.waiting,
      day: certificates.oldest === null ? '' : dayInWords(certificates.oldest),
    })
    part('ledger').hidden = ledger === null
    part('ledger').textContent = phrase(
      ledger === 'clock-jumped' ? 'desk-ledger-clock' : 'desk-ledger-stopped',
      { text: ledger ?? '' },
    )
    showReads(languages)
    part('waiting').textContent = figure(waiting)
    part('oldest').textContent = oldest === null ? phrase('desk-none') : dayInWords(oldest)
    part('decided').textContent = figure(decidedToday)
    part('start-note').textContent = ''
    showPanel('start')
    void tendKeys(neededBoxes)
  }

  /** Keys that others will need, made and handed on beside her work. What keeps it from being done now is no trouble of hers. */
  async function tendKeys(neededBoxes: FiguresReply['neededBoxes']): Promise<void> {
    if (tending || !identity) return
    tending = true
    try {
      for (const needed of neededBoxes) await makeBox(needed)
      if (identity) await lookAtKeys(identity)
      if (identity) await handKeysOn(identity)
    } catch {
      // Whoever signs in next does it.
    } finally {
      tending = false
    }
  }

  async function next(): Promise<void> {
    if (!boxes) return showPanel('sign-in')
    atWork = undefined
    const reply = await ask<NextReply>('caseNext')
    if (reply.outcome !== 'case') {
      await start()
      const why =
        reply.outcome === 'budget-spent'
          ? phrase('desk-budget-spent', { time: momentInWords(reply.again) })
          : phrase(`desk-${reply.outcome}`)
      part('start-note').textContent = why
      return announce(why)
    }
    try {
      const opened = await openCase(boxes, reply.case)
      atWork = { sealed: reply.case, view: showCase(opened) }
    } catch (cause) {
      if (!(cause instanceof Damaged)) throw cause
      await ask('caseReturn', { submission: reply.case.submission })
      await start()
      part('start-note').textContent = phrase('desk-problem-damaged')
    }
  }

  async function decided(done: Done): Promise<void> {
    // Before the next case is there: whoever looks up sees what she has done, and not only who is next.
    line.show(done)
    await next()
  }

  /** The case comes back as it was; the one that lies open is put back unread. */
  async function undo(submission: string): Promise<void> {
    line.hide()
    const { outcome } = await ask<UndoReply>('caseUndo', { submission })
    if (outcome === 'undone') {
      if (atWork) await ask('caseReturn', { submission: atWork.sealed.submission })
      await next()
    }
    part(atWork ? 'case-problem' : 'start-note').textContent = phrase(`desk-undo-${outcome}`)
  }

  /** One thing at a time: a key held down must not decide two cases. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (busy) return
    busy = true
    document.body.toggleAttribute('data-busy', true)
    try {
      await work()
    } catch (cause) {
      // The session has ended: key and case go with the page, and the new one asks for a touch.
      if (cause instanceof Unanswered && cause.reason === 'signed-out') return await leave()
      problem(phrase(problemOf(cause)))
    } finally {
      busy = false
      document.body.toggleAttribute('data-busy', false)
    }
  }

  function problem(text: string): void {
    part(atWork ? 'case-problem' : boxes ? 'start-note' : 'problem').textContent = text
  }
}
