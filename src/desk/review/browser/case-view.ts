import { type Event, type OpenCase, type Opened } from './open-case.ts'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { act, announce, copyOf, panel, showPanel } from '../../old/browser/page.ts'
import { publicVersionOf } from '../public-version.ts'
import { type WireCase } from '../../old/wire.ts'
import { linkShown, showAgain } from './earlier.ts'
import { type Redactor, redactorOf } from '../../old/browser/redactor.ts'
import { offerVerdicts } from './verdicts.ts'
import { dayInWords } from '../../shell/browser/days.ts'

export interface CaseView {
  readonly redactor: Redactor
  /** The sender's: what she is asked is asked in it. */
  readonly language: string
  /** How many people are on it. */
  readonly people: number
  /** What becomes public as the page stands now. */
  publicVersion(): ReturnType<typeof publicVersionOf>
  /** The entry of before that is to be named beside it, if any. */
  link(): { linksTo: number } | undefined
}

/** Put an opened case on the page. Every word of the sender goes in as text, never as HTML. */
export function showCase(opened: OpenCase): CaseView {
  const { submission, events, again } = opened
  const hiddenNames = new Set<number>()
  showHead(opened)
  showAgain(again)
  showRemarks(submission)
  showWishes(submission, opened.sealed.contact)
  showEvents(events)
  showPeople(submission, (position, publish) => {
    if (publish) hiddenNames.delete(position)
    else hiddenNames.add(position)
    changed()
  })
  const redactor = redactorOf(part('words'), submission.words, changed)
  const publicVersion = () =>
    publicVersionOf(submission, { words: redactor.publicWords(), names: hiddenNames })
  function changed() {
    act('undo').disabled = !redactor.canUndo
    showPreview(submission, publicVersion())
  }
  // Where nothing is to be entered, nothing becomes public: there is nothing to hide, and nothing to show beforehand.
  const isForRegister = opened.sealed.entry === null && opened.sealed.cause !== 'withdrawal'
  panel('case').toggleAttribute('data-settled', !isForRegister)
  showOutcome(opened.sealed)
  // Words that will not be public need no hiding; they are shown all the same, for they may decide the case.
  const redactable = isForRegister && submission.visibility === 'name-and-words' && submission.words !== ''
  act('redact').hidden = act('undo').hidden = part('words-help').hidden = !redactable
  if (submission.words === '') part('words').textContent = phrase('desk-no-words')
  changed()
  offerVerdicts(opened)
  showPanel('case')
  announce(phrase('desk-said-opened', { text: part('case-title').textContent }))
  return {
    redactor,
    language: submission.language,
    people: submission.people.length,
    publicVersion,
    link: () => (publicVersion().shown ? linkShown(again) : undefined),
  }
}

function showHead({ sealed, events, duress, submission: { inPerson } }: OpenCase): void {
  const { cause, since, channel, submission, entry } = sealed
  part('case-title').textContent = phrase(`desk-case-${cause}`)
  const facts = {
    day: dayInWords(since),
    text: phrase(`channel-${channel}`),
    name: submission.slice(0, 8),
  }
  part('case-facts').textContent = phrase('desk-case-facts', facts)
  const taken = part('in-person')
  taken.hidden = inPerson === undefined
  taken.textContent = inPerson ? phrase('desk-case-in-person', { place: inPerson.at, name: inPerson.by }) : ''
  const wish = part('wish')
  wish.hidden = cause !== 'withdrawal'
  wish.textContent =
    entry === null
      ? phrase('desk-wish-to-withdraw')
      : phrase('desk-wish-to-withdraw-entry', { number: entry })
  const warning = part('duress')
  warning.hidden = duress === 'never'
  const before = events.findLast((event) => event.duress)
  const day = before ? dayInWords(before.day) : ''
  warning.textContent = duress === 'now' ? phrase('desk-duress') : phrase('desk-duress-before', { day })
}

/** What comes of a case of which nothing is entered: said where it is decided. */
function showOutcome({ cause, entry }: WireCase): void {
  const outcome = entry === null ? 'gone' : cause === 'withdrawal' ? 'withdraw' : 'nothing'
  part('outcome').textContent = phrase(`desk-outcome-${outcome}`, { number: entry ?? 0 })
}

function showRemarks({ findings, people }: Opened): void {
  const remarks = findings.map(({ code, position }) => {
    const item = copyOf('remark')
    part('remark', item).textContent = phrase(`desk-finding-${code}`)
    const name = position === undefined ? undefined : people[position - 1]?.name
    part('remark-name', item).textContent = name === undefined ? '' : `${position}. ${name}`
    return item
  })
  part('remarks-section').hidden = remarks.length === 0
  part('remarks').replaceChildren(...remarks)
}

function showPeople(submission: Opened, toggle: (position: number, publish: boolean) => void): void {
  const { people, visibility } = submission
  part('people-title').textContent = phrase('desk-people-title', { count: people.length })
  const rows: HTMLElement[] = people.map((person, index) => {
    const position = index + 1
    const row = copyOf('person')
    part('position', row).textContent = String(position)
    part('name', row).textContent = person.name
    part('kind', row).textContent = phrase(`desk-kind-${person.nameKind}`)
    part('leaves', row).textContent = organisationsOf(person)
    const agreed = person.basis === 'self' || person.basis === 'deceased' || person.agreed
    const basis = phrase(`desk-basis-${person.basis}`)
    part('basis', row).textContent = agreed ? basis : `${basis} · ${phrase('desk-not-agreed')}`
    const publish = partAs(HTMLInputElement, 'publish', row)
    publish.checked = visibility !== 'counted'
    publish.disabled = visibility === 'counted'
    publish.setAttribute('aria-label', phrase('desk-publish-name', { number: position }))
    publish.addEventListener('change', () => toggle(position, publish.checked))
    publish.addEventListener('keydown', (event) => moveBetween(rows, index, event))
    return row
  })
  part('people').replaceChildren(...rows)
}

/** Arrow keys go from person to person, as in any list. */
function moveBetween(rows: readonly HTMLElement[], index: number, event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const row = rows[index + step]
  if (step === 0 || !row) return
  event.preventDefault()
  partAs(HTMLInputElement, 'publish', row).focus()
}

/** Where what she left lies apart, it is opened by a touch of its own. What came in before that was so has it within. */
function showWishes(
  { visibility, wantsCertificate, place, contact }: Opened,
  kept: WireCase['contact'],
): void {
  part('visibility').textContent = phrase(`desk-visibility-${visibility}`)
  part('certificate').textContent = phrase(wantsCertificate ? 'desk-yes' : 'desk-no')
  part('place').textContent = place === null ? phrase('desk-place-none') : phrase(`place-${place}`)
  part('contact').textContent = contact === '' ? phrase(`desk-contact-${kept}`) : contact
  act('contact').hidden = kept !== 'yours'
}

function showEvents(events: readonly Event[]): void {
  const items = events.map(({ day, what, reason, text, duress }) => {
    const item = copyOf('event')
    part('event-day', item).textContent = dayInWords(day)
    const said = phrase(`desk-event-${what}`)
    part('event-what', item).textContent = duress ? `${said} · ${phrase('desk-event-under-duress')}` : said
    part('event-text', item).textContent =
      text === null
        ? phrase('desk-event-unreadable')
        : (text ?? (reason ? phrase(`desk-reason-${reason}`) : ''))
    return item
  })
  part('history-section').hidden = items.length === 0
  part('history').replaceChildren(...items)
}

function showPreview({ visibility }: Opened, version: ReturnType<typeof publicVersionOf>): void {
  const note = {
    'name-and-words': 'desk-preview-all',
    name: 'desk-preview-name',
    counted: 'desk-preview-counted',
  }
  part('preview-note').textContent = phrase(note[visibility])
  const people = version.shown ? version.people : []
  const items = people.map((person) => {
    const item = copyOf('preview-person')
    const name = part('name', item)
    name.textContent = person.name ?? phrase('desk-name-hidden')
    name.classList.toggle('soft', person.name === null)
    part('leaves', item).textContent = organisationsOf(person)
    return item
  })
  part('preview-people').replaceChildren(...items)
  part('preview-words').textContent = version.words ?? ''
}

function organisationsOf(person: { party: boolean; league: boolean; pioneers: boolean }): string {
  const named = (['party', 'league', 'pioneers'] as const).filter((organisation) => person[organisation])
  if (named.length === 0) return phrase('desk-not-sure')
  return named
    .map((organisation) => phrase(`organisations-${organisation}-short`))
    .join(phrase('common-list-separator'))
}
