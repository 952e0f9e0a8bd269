import type {
  Application,
  CertificateContentReply,
  CertificateDeclineReply,
  CertificatePapersReply,
  CertificatePrepareReply,
  CertificateSayReply,
  WireRequest,
} from '../../old/wire.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { hourName } from '../../../i18n/days.ts'
import { ask, keptUntilAnswered } from '../../old/browser/ask.ts'
import { act, announce } from '../../old/browser/page.ts'
import { type BoxOpener, recipientOfRaw, sealText } from '../../shell/browser/sealed.ts'
import { touching } from '../../old/browser/touching.ts'
import { checksOnPage, clearChecks, startChecks } from './checks.ts'
import { digestOf, writeContent } from './content.ts'
import { haveSigned, showDraft } from './issuing.ts'
import { pictureType, showPicture } from './picture.ts'
import { askForHolder, holderOnPage, languagesOnPage, showAsked } from './request-view.ts'
import { labelOf } from '../../../vault/labels.ts'

/** A request as it lies open in this browser. */
export interface OpenRequest {
  readonly sealed: WireRequest
  readonly application: Application & { readonly duress: boolean }
  readonly messages: readonly { readonly day: string; readonly from: string; readonly text: string | null }[]
}

interface Around {
  readonly key: () => Promise<BoxOpener>
  readonly run: (work: () => Promise<void>) => Promise<void>
  /** To the list, with something to say, and what the open request's row there says now. */
  readonly back: (said: string, state: string) => void
}

/** Open what lies sealed of a request. Throws `Damaged` if the request itself cannot be opened. */
export async function openRequest(boxes: BoxOpener, sealed: WireRequest): Promise<OpenRequest> {
  const label = labelOf('certificate-request', sealed.request)
  const application = JSON.parse(await boxes.open(label, sealed.sealed)) as OpenRequest['application']
  const messages = await Promise.all(
    sealed.messages.map(async ({ id, day, from, ...record }) => {
      const said = labelOf('certificate-message', id)
      const text = await boxes.open(said, record).then(textOf, () => null)
      return { day, from, text }
    }),
  )
  return { sealed, application, messages }
}

/** An hour that is proposed, in the applicant's language: of the clock where the branch is. */
function hourIn(language: string | undefined, typed: string): string {
  return typed === '' ? '' : hourName({ language: language ?? document.documentElement.lang }, typed)
}

function textOf(payload: string): string {
  return (JSON.parse(payload) as { text: string }).text
}

/** The panel of one request: what was asked, what is said about it, what is checked, and who is asked to agree. */
export function startRequest({ key, run, back }: Around) {
  let open: OpenRequest | undefined
  const message = keptUntilAnswered<Record<string, string>>()
  startChecks()
  submits('say', say)
  submits('content', prepare)
  submits('decline', decline)
  act('draft').addEventListener('click', () => void run(draft))
  act('finish').addEventListener('click', () => void run(finish))

  return {
    show(request: OpenRequest): void {
      open = request
      clearChecks()
      part('draft').replaceChildren()
      askForHolder(request)
      showAsked(request)
    },
    openId: () => open?.sealed.request ?? null,
    async showPapers(boxes: BoxOpener): Promise<void> {
      if (open) await showPapers(boxes, open.sealed.request)
    },
  }

  async function say(): Promise<void> {
    const field = document.querySelector<HTMLTextAreaElement>('#say')
    const hour = document.querySelector<HTMLInputElement>('#hour')
    const text = [hourIn(open?.application.language, hour?.value ?? ''), field?.value.trim()]
      .filter((part) => part)
      .join('\n')
    if (!open || !field || !hour || text === '') return
    const { request, replyRecipient, sealed } = open.sealed
    const body = await message.body(`${request} ${text}`, async () => {
      const id = crypto.randomUUID()
      const payload = JSON.stringify({ text, duress: false })
      const record = labelOf('certificate-message', id)
      const reply = labelOf('reply', id)
      return {
        id,
        request,
        box: sealed.box,
        sealed: await (await key()).sealTo(sealed, record, payload),
        reply: await sealText(recipientOfRaw(replyRecipient), reply, text),
      }
    })
    const { outcome } = await touching(() => ask<CertificateSayReply>('certificateSay', body))
    message.answered()
    if (outcome !== 'said') return problem(phrase(`certificates-problem-${outcome}`))
    field.value = hour.value = ''
    open = { ...open, messages: [...open.messages, { day: '', from: 'branch', text }] }
    showAsked(open)
    done(phrase('certificates-said'))
  }

  /** What stands on the page, as a content; null where something is missing. */
  function content(): string | null {
    if (!open?.sealed.facts) return null
    const holder = holderOnPage(open)
    const languages = languagesOnPage()
    const checks = checksOnPage(open.application.kind, open.sealed.day)
    if (!holder || !languages || !checks) return null
    const { request, facts } = open.sealed
    return writeContent({ request, languages, holder, facts, checks })
  }

  async function draft(): Promise<void> {
    const text = content()
    if (text === null) return problem(phrase('certificates-problem-content'))
    const wrong = await showDraft(part('draft'), text)
    if (wrong) problem(wrong)
  }

  async function prepare(): Promise<void> {
    const text = content()
    if (!open || text === null) return problem(phrase('certificates-problem-content'))
    const { request, sealed, approving } = open.sealed
    const to = approving.find(({ branch }) => branch === partAs(HTMLSelectElement, 'approving').value)
    if (!to) return problem(phrase('certificates-problem-not-there'))
    const wrong = await showDraft(part('draft'), text)
    if (wrong) return problem(wrong)
    const boxes = await key()
    const label = labelOf('certificate-content', request)
    const body = {
      request,
      digest: await digestOf(text),
      toBranch: to.branch,
      toBox: to.box,
      toSealed: await sealText(to.recipient, label, text),
      ownBox: sealed.box,
      ownSealed: await boxes.sealTo(sealed, label, text),
    }
    const { outcome } = await touching(() => ask<CertificatePrepareReply>('certificatePrepare', body))
    if (outcome !== 'asked') return problem(phrase(`certificates-problem-${outcome}`))
    back(
      phrase('certificates-prepared', { place: to.name }),
      phrase('certificates-state-approving', { place: to.name }),
    )
  }

  /** What was agreed to is signed from where it stopped: the content lies sealed at this branch as well. */
  async function finish(): Promise<void> {
    const approval = open?.sealed.unfinished
    if (!approval) return
    const boxes = await key()
    const reply = await touching(() => ask<CertificateContentReply>('certificateContent', { approval }))
    if (reply.outcome !== 'content') return problem(phrase('certificates-problem-not-there'))
    const label = labelOf('certificate-content', reply.request)
    const { issued, said } = await haveSigned(approval, await boxes.open(label, reply.sealed))
    if (!issued) return problem(said)
    back(said, phrase('certificates-state-issued'))
  }

  async function decline(): Promise<void> {
    if (!open) return
    const { request } = open.sealed
    const reason = partAs(HTMLSelectElement, 'reason').value
    const { outcome } = await ask<CertificateDeclineReply>('certificateDecline', { request, reason })
    if (outcome !== 'declined') return problem(phrase('certificates-problem-not-there'))
    back(phrase('certificates-declined'), phrase('certificates-state-declined'))
  }

  function submits(name: string, work: () => Promise<void>): void {
    partAs(HTMLFormElement, name).addEventListener('submit', (event) => {
      event.preventDefault()
      void run(work)
    })
  }

  function problem(text: string): void {
    part('request-problem').textContent = text
    part('request-problem').scrollIntoView({ block: 'nearest' })
  }

  function done(text: string): void {
    part('request-done').textContent = text
    part('request-done').hidden = false
    announce(text)
  }
}

async function showPapers(boxes: BoxOpener, request: string): Promise<void> {
  const within = part('papers')
  within.replaceChildren()
  const { papers } = await touching(() => ask<CertificatePapersReply>('certificatePapers', { request }))
  if (papers.length === 0) within.textContent = phrase('certificates-papers-none')
  for (const [at, { id, ...sealed }] of papers.entries()) {
    const label = phrase('certificates-paper', { number: at + 1 })
    const record = labelOf('paper', id)
    const bytes = await boxes.openBytes(record, sealed).catch(() => null)
    const shown = bytes && (await showPicture(within, { bytes, type: pictureType(bytes), label }))
    if (shown) continue
    const broken = document.createElement('p')
    broken.textContent = `${label}: ${phrase('certificates-paper-broken')}`
    within.append(broken)
  }
}
