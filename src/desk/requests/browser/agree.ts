import { type CertificateContentReply, type Content } from '../../old/wire.ts'
import { found, part, phrase } from '../../../html/browser/page.ts'
import { ask } from '../../old/browser/ask.ts'
import { toBase64 } from '../../shell/browser/bytes.ts'
import { birthInWords, dayInWords } from '../../shell/browser/days.ts'
import { digestOf, sha256 } from '../../certificates/browser/content.ts'
import { haveSigned, showDraft } from '../../certificates/browser/issuing.ts'
import { boxOpener } from '../../shell/browser/sealed.ts'
import { problemOf } from '../../old/browser/sign-in.ts'
import { touch } from '../../old/browser/touching.ts'
import { labelOf } from '../../../vault/labels.ts'

/** What was opened here, by the requests it belongs to: in clear for as long as this page is looked at. */
const opened = new Map<string, string>()

/** Whoever is asked to agree to a certificate opens what it will say before she can answer. */
export function startAgreeing(): void {
  for (const block of document.querySelectorAll<HTMLElement>('[data-certificate]'))
    block.querySelector('[data-act="open-content"]')?.addEventListener('click', () => void openContent(block))
  addEventListener('pagehide', () => opened.clear())
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}

export function isOfCertificate(button: HTMLElement): boolean {
  return button.closest<HTMLElement>('[data-of]')?.dataset['of'] === 'certificate'
}

/**
 * It is agreed to: hand the content to the process that signs. One that is being started anew is asked again; if nothing comes of it,
 * the branch that asked finishes it, which has the content as well.
 */
export async function signAgreed(approval: string): Promise<void> {
  document.querySelector(`[data-certificate="${approval}"]`)?.closest('li')?.remove()
  for (let times = 1; ; times += 1) {
    const { issued, said } = await haveSigned(approval, opened.get(approval) ?? '')
    if (!issued && times < TIMES) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
      continue
    }
    const where = part(issued ? 'done' : 'problem')
    where.textContent = issued ? said : `${said} ${phrase('desk-request-certificate-later')}`
    where.hidden = false
    return
  }
}

/** Longer than the process that signs takes to be there again. */
const [TIMES, AGAIN_AFTER_MS] = [4, 1_000]

async function openContent(block: HTMLElement): Promise<void> {
  const approval = block.dataset['certificate'] ?? ''
  part('problem').textContent = ''
  try {
    const boxes = boxOpener((await touch()).identity)
    const reply = await ask<CertificateContentReply>('certificateContent', { approval })
    if (reply.outcome !== 'content') {
      part('problem').textContent = phrase('certificates-problem-not-there')
      return
    }
    const label = labelOf('certificate-content', reply.request)
    const text = await boxes.open(label, reply.sealed)
    if (!(await isWhatIsSigned(block, text))) {
      part('problem').textContent = phrase('certificates-problem-another-content')
      return
    }
    opened.set(approval, text)
    showContent(part('agreed', block), JSON.parse(text) as Content)
    const wrong = await showDraft(part('draft', block), text)
    if (wrong) part('problem').textContent = wrong
    found(block.querySelector<HTMLElement>('.actions'), 'actions').hidden = true
    const answers = document.querySelector<HTMLElement>(`[data-request="${approval}"]`)
    if (answers) answers.hidden = false
  } catch (cause) {
    part('problem').textContent = phrase(problemOf(cause))
  }
}

/**
 * Whether the passkey will sign the act that names exactly this content. The branch that asks seals one and gives a digest: if
 * the two were of different contents, an approver would read the one and agree to the other.
 */
async function isWhatIsSigned(block: HTMLElement, content: string): Promise<boolean> {
  const { certificate: approval, text: act = '{}' } = block.dataset
  const { digest, request } = JSON.parse(act) as { digest?: string; request?: string }
  const button = document.querySelector<HTMLElement>(`[data-request="${approval}"] [data-answer="approved"]`)
  const hash = await sha256(`exeunt/approval/v1\napproved\n${act}`)
  const challenge = toBase64(hash).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return (
    digest === (await digestOf(content)) &&
    request === (JSON.parse(content) as Content).request &&
    button?.dataset['challenge'] === challenge
  )
}

function showContent(list: HTMLElement, { holder, facts, checks }: Content): void {
  const born =
    holder.kind === 'named'
      ? [
          ['certificates-latin', holder.latin],
          ['certificates-born', birthInWords(holder.born)],
          ['certificates-birthplace', holder.birthplace],
        ]
      : []
  const rows = [
    ['certificates-name', holder.name],
    ...born,
    [
      'certificates-register',
      phrase('certificates-days', { day: dayInWords(facts.received), time: dayInWords(facts.registered) }),
    ],
    [
      'certificate-checked',
      checks
        .map(({ what, how, day: seen }) =>
          phrase('certificate-check', {
            name: phrase(`certificate-checked-${what}`),
            text: phrase(`certificate-checked-${how}`),
            day: dayInWords(seen),
          }),
        )
        .join(phrase('common-list-separator')),
    ],
  ]
  list.replaceChildren(
    ...rows
      .filter(([, text]) => text !== '')
      .map(([label = '', text = '']) => {
        const row = document.createElement('div')
        const [term, value] = [document.createElement('dt'), document.createElement('dd')]
        term.textContent = phrase(label)
        value.textContent = text
        value.dir = 'auto'
        value.className = 'own'
        row.append(term, value)
        return row
      }),
  )
}
