import { type CertificateVerdict, numberInFours, readStatusList, type ShownCertificate } from '#proof'
import { dayAt } from '../../../basics/calendar.ts'
import { found, part, type Say } from '../../../html/browser/page.ts'
import { dayName } from '../../../words/days.ts'

interface Found {
  readonly shown: ShownCertificate
  readonly verdict: CertificateVerdict
  readonly statusList: string | null
  readonly root: string
}

/** Four answers in words, what the certificate says, and what not even a good one says. */
export async function showVerdict({ shown, verdict, statusList, root }: Found, say: Say): Promise<void> {
  const list = statusList === null ? null : await readStatusList(statusList).catch(() => null)
  const day = list === null ? '' : dayInWords(dayAt(new Date(list.issuedAt * 1_000), zone()))
  for (const [name, checked] of Object.entries(verdict) as [string, Line][]) {
    const row = found(document.querySelector<HTMLElement>(`[data-check="${name}"]`), name)
    row.dataset['outcome'] = checked.outcome
    part('outcome', row).textContent = say(`verify-${checked.outcome}`)
    part('why', row).textContent =
      checked.why === undefined ? say(`verify-${name}-passed`, { day }) : say(`verify-why-${checked.why}`)
  }
  part('says').replaceChildren(...linesOf(shown, say).flatMap(([term, text]) => [dt(term), dd(text)]))
  part('root').textContent = (root.toUpperCase().match(/.{1,8}/g) ?? []).join(' ')
  part('result').hidden = false
  part('result-title').focus({ preventScroll: true })
  part('result').scrollIntoView({ block: 'start' })
}

interface Line {
  readonly outcome: 'passed' | 'failed' | 'unchecked'
  readonly why?: string
}

function linesOf(
  { number, holder, declaration, issued, checks }: ShownCertificate,
  say: Say,
): [string, string][] {
  const { left, received, registered } = declaration
  const organisations = (['party', 'league', 'pioneers'] as const)
    .filter((name) => left[name])
    .map((name) => say(`organisations-${name}`))
  const looked = checks.map(
    ({ what, how, day }) =>
      `${say(`certificate-checked-${what}`)}, ${say(`certificate-checked-${how}`)}, ${dayInWords(day)}`,
  )
  return [
    [say('verify-number'), numberInFours(number)],
    ...holderLines(holder, say),
    [say('verify-left'), organisations.join(', ') || say('certificate-not-stated')],
    [say('verify-received'), dayInWords(received)],
    [say('verify-registered'), dayInWords(registered)],
    [say('verify-issued'), dayInWords(issued)],
    [say('verify-looked'), looked.join('; ') || say('certificate-checked-none')],
  ]
}

function holderLines(holder: ShownCertificate['holder'], say: Say): [string, string][] {
  if (holder === null) return [[say('verify-holder'), say('verify-hidden')]]
  if (holder.kind === 'pseudonym') return [[say('verify-pseudonym'), holder.name]]
  return [
    [say('verify-holder'), holder.name],
    [say('verify-holder-latin'), holder.latin],
    [say('verify-born'), dayInWords(holder.born)],
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
