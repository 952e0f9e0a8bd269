import {
  type CertificateChangeReply,
  type CertificateFileReply,
  type CertificateHandOverReply,
  type CertificateOpenReply,
} from '../../old/wire.ts'
import { found, part, phrase } from '../../../html/browser/page.ts'
import { ask, Unanswered } from '../../old/browser/ask.ts'
import { momentInWords } from '../../shell/browser/days.ts'
import { holdWhileHere } from '../../old/browser/idle.ts'
import { act, showPanel } from '../../old/browser/page.ts'
import { Damaged } from '../../shell/browser/sealed.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touching } from '../../old/browser/touching.ts'
import { keyOfThisPage } from './key.ts'
import { openRequest, startRequest } from './request.ts'
import { verifyAll } from './verify-all.ts'
import { labelOf } from '../../../vault/labels.ts'

/** Requests and certificates. What is sealed opens after a touch, and stays in this page. */
export function startCertificatesPage(): void {
  const key = keyOfThisPage()
  let busy = false
  let opened: HTMLElement | undefined
  const request = startRequest({ key: () => key.boxes(), run, back })
  const leave = () => key.leave(request.openId())
  holdWhileHere({ submission: () => null, leave: () => void leave() })
  showPanel('list')

  for (const row of document.querySelectorAll<HTMLElement>('[data-request]')) on(row, 'open', () => open(row))
  for (const row of document.querySelectorAll<HTMLElement>('[data-number]')) {
    const number = row.dataset['number'] ?? ''
    on(row, 'file', () => showFile(number))
    on(row, 'hand-over', () => handOver(number))
    on(row, 'revoke', () => change(number, 'revoked declaration-withdrawn'))
    const form = row.querySelector('form')
    form?.addEventListener('submit', (event) => {
      event.preventDefault()
      void run(() => change(number, found(form.querySelector('select'), 'change').value))
    })
  }
  document
    .querySelector('[data-act="verify-all"]')
    ?.addEventListener('click', () => void run(async () => verifyAll(await key.boxes())))
  act('back').addEventListener('click', () => location.reload())

  async function open(row: HTMLElement): Promise<void> {
    opened = row
    const id = row.dataset['request'] ?? ''
    const boxes = await key.boxes()
    const reply = await touching(() => ask<CertificateOpenReply>('certificateOpen', { request: id }))
    if (reply.outcome === 'budget-spent')
      return problem(phrase('desk-budget-spent', { time: momentInWords(reply.again) }))
    if (reply.outcome !== 'opened') return problem(phrase('certificates-problem-not-there'))
    request.show(await openRequest(boxes, reply.request))
    key.giveBack(id)
    showPanel('request')
    await request.showPapers(boxes)
  }

  async function showFile(number: string): Promise<void> {
    const boxes = await key.boxes()
    const reply = await touching(() => ask<CertificateFileReply>('certificateFile', { number }))
    if (reply.outcome !== 'file') return problem(phrase('certificates-problem-not-there'))
    const label = labelOf('certificate', number)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(
      new Blob([await boxes.openBytes(label, reply.file)], { type: 'application/pdf' }),
    )
    link.download = `${number}.pdf`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }

  async function handOver(number: string): Promise<void> {
    const { outcome } = await ask<CertificateHandOverReply>('certificateHandOver', { number })
    if (outcome === 'handed-over') return location.reload()
    return problem(phrase('certificates-problem-not-there'))
  }

  /** `to`: the state, and why. */
  async function change(number: string, to: string): Promise<void> {
    const [state, reason] = to.split(' ')
    const { outcome } = await touching(() =>
      ask<CertificateChangeReply>('certificateChange', { number, state, reason }),
    )
    if (outcome === 'asked') {
      document.querySelector(`[data-number="${number}"] [data-act="revoke"]`)?.remove()
      return said(phrase('certificates-change-asked'))
    }
    return problem(phrase(`certificates-problem-${outcome}`))
  }

  /** One thing at a time. */
  async function run(work: () => Promise<void>): Promise<void> {
    if (busy) return
    busy = true
    document.body.toggleAttribute('data-busy', true)
    problem('')
    try {
      await work()
    } catch (cause) {
      if (cause instanceof Unanswered && cause.reason === 'signed-out') return await leave()
      problem(phrase(cause instanceof Damaged ? 'desk-problem-damaged' : problemOf(cause)))
    } finally {
      busy = false
      document.body.toggleAttribute('data-busy', false)
    }
  }

  function on(row: HTMLElement, name: string, work: () => Promise<void>): void {
    row.querySelector(`[data-act="${name}"]`)?.addEventListener('click', () => void run(work))
  }

  function back(text: string, state: string): void {
    if (opened) part('state', opened).textContent = state
    opened?.querySelector('[data-act="open"]')?.classList.remove('primary')
    showPanel('list')
    said(text)
  }

  function problem(text: string): void {
    for (const name of ['problem', 'request-problem']) part(name).textContent = text
  }

  function said(text: string): void {
    part('done').textContent = text
    part('done').hidden = false
  }
}
