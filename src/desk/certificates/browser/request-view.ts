import { foldBirth, foldLatinName } from '#proof'
import type { Content, Holder, WireRequest } from '../../old/wire.ts'
import { cleanName } from '../../../channels/text.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { birthInWords, dayInWords } from '../../shell/browser/days.ts'
import { type OpenRequest } from './request.ts'

/** Far above the longest name. */
const LATIN_TYPED_MOST = 4_000
const FIELDS = ['name', 'latin', 'born', 'birthplace'] as const

/** Put an opened request onto the page. */
export function showAsked({ sealed, application, messages }: OpenRequest): void {
  const { kind, meeting, when, pickUp, language, second, duress } = application
  part('request-name').textContent = sealed.reference
  part('duress').hidden = !duress
  part('request-problem').textContent = ''
  part('request-done').hidden = true
  part('wants').textContent = phrase(`certificates-wants-${kind}`)
  part('meeting').textContent = phrase(`certificates-meeting-${meeting}`)
  part('when').textContent = when || phrase('desk-none')
  part('pick-up').textContent = phrase(`certificates-pick-up-${pickUp}`)
  part('register').textContent = inRegister(sealed)
  showMessages(messages)
  part('as-seen').hidden = kind === 'pseudonym'
  part('checks')
    .closest('fieldset')
    ?.toggleAttribute('hidden', kind === 'pseudonym')
  partAs(HTMLSelectElement, 'first-language').value = language
  partAs(HTMLSelectElement, 'second-language').value = second
  showWhatCanBeDone(sealed)
}

/**
 * Empty the fields of a holder for whoever fills them from a document: what stood there already would be left as it is. What the
 * applicant wrote stands beside each. A published name is taken as it is, and as nothing else.
 */
export function askForHolder({ application, sealed }: OpenRequest): void {
  const isNamed = application.kind === 'named'
  for (const name of FIELDS) {
    const field = fieldOf(name)
    const written = application[name]
    field.value = isNamed || name !== 'name' ? '' : (sealed.published ?? '')
    field.readOnly = !isNamed
    const typed = part(`typed-${name}`)
    typed.textContent =
      name === 'born' && written !== '' ? birthInWords(written) : written || phrase('desk-none')
    if (typed.parentElement) typed.parentElement.hidden = !isNamed
    const row = field.closest('p')
    if (row) row.hidden = !isNamed && name !== 'name'
  }
}

/** The holder as it stands in the fields; null where something is missing. */
export function holderOnPage({ application, sealed }: OpenRequest): Holder | null {
  const [name = '', typed = '', when = '', birthplace = ''] = FIELDS.map((field) =>
    cleanName(fieldOf(field).value),
  )
  const latin = foldLatinName(typed, LATIN_TYPED_MOST)
  const born = foldBirth(when)
  if (application.kind === 'pseudonym')
    return sealed.published === null ? null : { kind: 'pseudonym', name: sealed.published }
  if (name === '' || latin === '' || born === '') return null
  return { kind: 'named', name, latin, born, birthplace }
}

/** Two different languages, or null. */
export function languagesOnPage(): Content['languages'] | null {
  const first = partAs(HTMLSelectElement, 'first-language').value as Content['languages'][0]
  const second = partAs(HTMLSelectElement, 'second-language').value as Content['languages'][0]
  return first === second ? null : [first, second]
}

function inRegister({ facts, published }: WireRequest): string {
  if (!facts) return phrase('certificates-register-nothing')
  const left = (['party', 'league', 'pioneers'] as const)
    .filter((one) => facts.left[one])
    .map((one) => phrase(`organisations-${one}-short`))
    .join(phrase('common-list-separator'))
  const is = phrase('certificates-register-is', {
    number: facts.entry,
    count: facts.line,
    name: published ?? phrase('certificates-unpublished'),
    text: left || phrase('certificate-not-stated'),
  })
  return `${is} · ${phrase('certificates-days', { day: dayInWords(facts.received), time: dayInWords(facts.registered) })}`
}

function showMessages(messages: OpenRequest['messages']): void {
  part('no-messages').hidden = messages.length > 0
  part('messages').replaceChildren(
    ...messages.map(({ day, from, text }) => {
      const item = document.createElement('li')
      const who = document.createElement('p')
      who.className = 'soft'
      who.textContent = [phrase(`certificates-from-${from}`), day && dayInWords(day)]
        .filter((one) => one !== '')
        .join(phrase('common-list-separator'))
      const what = document.createElement('p')
      what.className = 'declared own'
      what.dir = 'auto'
      what.textContent = text ?? phrase('desk-problem-damaged')
      item.append(who, what)
      return item
    }),
  )
}

/** Only what fits: nothing is prepared twice, or of what nothing can be certified. */
function showWhatCanBeDone({ state, facts, approving, unfinished }: WireRequest): void {
  part('content').hidden = state !== 'asked' || facts === null
  part('no-approving').hidden = approving.length > 0
  part('finish').hidden = unfinished === null
  part('decline').hidden = state === 'issued'
  const choice = partAs(HTMLSelectElement, 'approving')
  choice.replaceChildren(...approving.map(({ branch, name }) => new Option(name, branch)))
  choice.hidden = approving.length === 0
  // Not always the first of the alphabet.
  choice.selectedIndex = Math.floor(Math.random() * approving.length)
  for (const button of part('prepare').querySelectorAll('button')) button.disabled = approving.length === 0
}

function fieldOf(name: (typeof FIELDS)[number]): HTMLInputElement {
  return partAs(HTMLInputElement, `holder-${name}`)
}
