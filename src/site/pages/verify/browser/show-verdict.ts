import { type CertificateVerdict, numberInFours, readStatusList, type ShownCertificate } from '#proof'
import { dayAt } from '../../../../basics/calendar.ts'
import { found, part, type Say } from '../../../../html/browser/page.ts'
import { birthName, dayName } from '../../../../i18n/days.ts'

interface Found {
  readonly shown: ShownCertificate
  readonly verdict: CertificateVerdict
  readonly statusList: string | null
  readonly root: string
}

/** One sentence, four answers in words, what the certificate says, and what not even a good one says. */
export async function showVerdict({ shown, verdict, statusList, root }: Found, say: Say): Promise<void> {
  const list = statusList === null ? null : await readStatusList(statusList).catch(() => null)
  const day = list === null ? '' : dayInWords(dayAt(new Date(list.issuedAt * 1_000), zone()))
  const answers = Object.entries(verdict).map(([name, checked]: [string, Checked]) => ({
    name,
    outcome: checked.outcome,
    why: checked.why,
    text:
      checked.why === undefined ? say(`verify-${name}-passed`, { day }) : say(`verify-why-${checked.why}`),
  }))
  showSentence(answers, say)
  for (const { name, outcome, text } of answers) {
    const row = found(document.querySelector<HTMLElement>(`[data-check="${name}"]`), name)
    row.dataset['outcome'] = outcome
    part('outcome', row).textContent = say(`verify-${outcome}`)
    part('why', row).textContent = text
  }
  part('says').replaceChildren(...linesOf(shown, say).flatMap(([term, text]) => [dt(term), dd(text)]))
  part('root').textContent = (root.toUpperCase().match(/.{1,8}/g) ?? []).join(' ')
  part('result').hidden = false
  part('verdict-words').focus({ preventScroll: true })
  part('result').scrollIntoView({ block: 'start' })
}

interface Checked {
  readonly outcome: Outcome
  readonly why?: string
}

interface Answer {
  readonly name: string
  readonly outcome: Outcome
  readonly why: string | undefined
  readonly text: string
}

const OUTCOMES = ['passed', 'failed', 'unchecked'] as const
type Outcome = (typeof OUTCOMES)[number]

/** How many passed and how many did not, and under it why: from the answers alone, whichever there are. */
function showSentence(answers: readonly Answer[], say: Say): void {
  part('verdict').dataset['tone'] = toneOf(answers)
  part('verdict-words').textContent = sentenceOf(answers, say)
  const reasons = answers.filter(({ outcome }) => outcome !== 'passed')
  part('reasons').replaceChildren(
    ...reasons.map(({ name, text }) => {
      const item = document.createElement('li')
      item.textContent = say('verify-verdict-reason', { name: say(`verify-${name}`), text })
      return item
    }),
  )
}

function sentenceOf(answers: readonly Answer[], say: Say): string {
  if (answers.every(({ outcome }) => outcome === 'passed')) return say('verify-verdict-all')
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = answers.filter((answer) => answer.outcome === outcome).length
    return count === 0 ? [] : [say(`verify-verdict-${outcome}`, { count: say(`verify-count-${count}`) })]
  })
  const sentence = counts.join(say('verify-verdict-comma')) + say('verify-verdict-stop')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** No code on paper has room for the proof of the ledger: that alone is no reason to send anybody away. */
function toneOf(answers: readonly Answer[]): Outcome {
  if (answers.some(({ outcome }) => outcome === 'failed')) return 'failed'
  return answers.every(({ outcome, why }) => outcome === 'passed' || why === 'no-proof')
    ? 'passed'
    : 'unchecked'
}

function linesOf(
  { number, holder, declaration, issued, checks }: ShownCertificate,
  say: Say,
): [string, string][] {
  const { left, received, registered } = declaration
  const organisations = (['party', 'league', 'pioneers'] as const)
    .filter((name) => left[name])
    .map((name) => say(`organisations-${name}`))
  const looked = checks.map(({ what, how, day }) =>
    say('certificate-check', {
      name: say(`certificate-checked-${what}`),
      text: say(`certificate-checked-${how}`),
      day: dayInWords(day),
    }),
  )
  return [
    [say('verify-number'), numberInFours(number)],
    ...holderLines(holder, say),
    [say('verify-left'), organisations.join(say('common-list-separator')) || say('certificate-not-stated')],
    [say('verify-received'), dayInWords(received)],
    [say('verify-registered'), dayInWords(registered)],
    [say('verify-issued'), dayInWords(issued)],
    [
      say('verify-looked'),
      looked.join(say('certificate-check-separator')) || say('certificate-checked-none'),
    ],
  ]
}

function holderLines(holder: ShownCertificate['holder'], say: Say): [string, string][] {
  if (holder === null) return [[say('verify-holder'), say('verify-hidden')]]
  if (holder.kind === 'pseudonym') return [[say('verify-pseudonym'), holder.name]]
  return [
    [say('verify-holder'), holder.name],
    [say('verify-holder-latin'), holder.latin],
    [say('verify-born'), birthName({ language: document.documentElement.lang }, holder.born)],
    [say('verify-birthplace'), holder.birthplace || '–'],
  ]
}

/** The centre's: what it calls a day is said by the page, not by the machine that it is opened on. */
function zone(): string {
  return document.body.dataset['zone'] ?? 'UTC'
}

function dayInWords(day: string): string {
  return dayName({ language: document.documentElement.lang }, day)
}

function dt(text: string): HTMLElement {
  const term = document.createElement('dt')
  term.textContent = text
  return term
}

function dd(text: string): HTMLElement {
  const value = document.createElement('dd')
  const isolated = document.createElement('bdi')
  isolated.textContent = text
  value.append(isolated)
  return value
}
