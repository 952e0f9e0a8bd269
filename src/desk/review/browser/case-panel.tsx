/** @jsxImportSource preact */
import { useMemo, useState } from 'preact/hooks'
import { dayInWords } from '../../shell/browser/days.ts'
import { Heading } from '../../shell/browser/heading.tsx'
import { t } from '../../shell/browser/i18n.ts'
import { RedactableWords } from '../../shell/browser/redactable-words.tsx'
import { useRedaction } from '../../shell/browser/redactor.tsx'
import { publicVersionOf } from '../public-version.ts'
import { CaseHelp } from './case-help.tsx'
import { Decisions } from './decisions.tsx'
import { Events } from './events.tsx'
import { HelpButton } from './keys-help.tsx'
import { type OpenCase, type Opened } from './open-case.ts'
import { People } from './people.tsx'
import { Preview } from './preview.tsx'
import { type Review } from './review.ts'
import { Wishes } from './wishes.tsx'

interface CaseProps {
  readonly opened: OpenCase
  /** What she had typed about it before. */
  readonly typed: string
  readonly review: Review
}

/** One case: what the sender wrote on the left, what becomes of it on the right. Every word of hers is text, never HTML. */
export function CasePanel({ opened, typed, review }: CaseProps) {
  const { sealed, submission, events, again } = opened
  const [hiddenNames, setHiddenNames] = useState<ReadonlySet<number>>(new Set())
  const [linked, setLinked] = useState(again?.shown ?? false)
  const redaction = useRedaction(submission.words)
  const version = useMemo(
    () => publicVersionOf(submission, { words: redaction.publicWords, names: hiddenNames }),
    [submission, redaction.publicWords, hiddenNames],
  )
  // Where nothing is to be entered, nothing becomes public: there is nothing to hide, and nothing to show beforehand.
  const isForRegister = sealed.entry === null && sealed.cause !== 'withdrawal'
  const link = version.shown && linked && again?.number ? { linksTo: again.number } : undefined
  return (
    <article data-panel="case" aria-labelledby="case-title" data-settled={isForRegister ? undefined : ''}>
      <Head opened={opened} linked={linked} setLinked={setLinked} />
      <div class="case-columns">
        <div class="case-read">
          <Remarks submission={submission} />
          <People
            submission={submission}
            hidden={hiddenNames}
            toggle={(position) => setHiddenNames(toggled(hiddenNames, position))}
          />
          <RedactableWords
            title={t('desk-words')}
            redaction={redaction}
            canRedact={isForRegister && submission.visibility === 'name-and-words' && submission.words !== ''}
            none={t('desk-no-words')}
          />
          <Wishes sealed={sealed} submission={submission} run={review.run} />
          <Events events={events} />
        </div>
        <aside class="case-decide" aria-label={t('desk-decide')}>
          <Preview visibility={submission.visibility} version={version} />
          <section class="outcome">
            <h2>{t('desk-outcome')}</h2>
            <p data-part="outcome">{outcomeOf(sealed)}</p>
          </section>
          <Decisions opened={opened} version={version} link={link} typed={typed} review={review} />
          <CaseHelp />
        </aside>
      </div>
    </article>
  )
}

function toggled(positions: ReadonlySet<number>, position: number): ReadonlySet<number> {
  return positions.has(position)
    ? new Set([...positions].filter((one) => one !== position))
    : new Set([...positions, position])
}

/** What comes of a case of which nothing is entered: said where it is decided. */
function outcomeOf({ cause, entry }: OpenCase['sealed']): string {
  if (entry === null) return t('desk-outcome-gone')
  return t(cause === 'withdrawal' ? 'desk-outcome-withdraw' : 'desk-outcome-nothing', { number: entry })
}

interface HeadProps {
  readonly opened: OpenCase
  readonly linked: boolean
  readonly setLinked: (linked: boolean) => void
}

function Head({ opened, linked, setLinked }: HeadProps) {
  const { sealed, submission } = opened
  const { cause, since, channel, entry } = sealed
  const facts = {
    day: dayInWords(since),
    text: t(`channel-${channel}`),
    name: sealed.submission.slice(0, 8),
  }
  return (
    <header class="case-head">
      <Heading id="case-title">{t(`desk-case-${cause}`)}</Heading>
      <p class="soft" data-part="case-facts">
        {t('desk-case-facts', facts)}
      </p>
      <HelpButton class="quiet small" />
      <Duress opened={opened} />
      {submission.inPerson && (
        <p class="soft taken" data-part="in-person">
          {t('desk-case-in-person', { place: submission.inPerson.at, name: submission.inPerson.by })}
        </p>
      )}
      {cause === 'withdrawal' && (
        <p class="notice" data-part="wish">
          {entry === null ? t('desk-wish-to-withdraw') : t('desk-wish-to-withdraw-entry', { number: entry })}
        </p>
      )}
      <Earlier again={opened.again} linked={linked} setLinked={setLinked} />
    </header>
  )
}

function Duress({ opened: { duress, events } }: { opened: OpenCase }) {
  if (duress === 'never') return null
  const before = events.findLast((event) => event.duress)
  return (
    <p class="notice grave" role="alert" data-part="duress">
      {duress === 'now'
        ? t('desk-duress')
        : t('desk-duress-before', { day: before ? dayInWords(before.day) : '' })}
    </p>
  )
}

/** What the sender's declaration of before means for this one; the reviewer may take the link away that she wants. */
function Earlier({
  again,
  linked,
  setLinked,
}: Pick<HeadProps, 'linked' | 'setLinked'> & Pick<OpenCase, 'again'>) {
  if (!again) return null
  const { standing, number, shown } = again
  const said = t(`desk-again-${standing}`, number === null ? {} : { number })
  return (
    <div class="notice" data-part="again">
      <p data-part="again-text">
        {number === null ? said : `${said} ${t(shown ? 'desk-again-public' : 'desk-again-sealed')}`}
      </p>
      {shown && (
        <label data-part="again-show">
          <input
            type="checkbox"
            data-part="again-shown"
            checked={linked}
            onChange={(event) => setLinked(event.currentTarget.checked)}
          />{' '}
          {t('desk-again-show')}
        </label>
      )}
    </div>
  )
}

function Remarks({ submission: { findings, people } }: { submission: Opened }) {
  if (findings.length === 0) return null
  return (
    <section aria-labelledby="remarks-title" data-part="remarks-section">
      <h2 id="remarks-title">{t('desk-remarks')}</h2>
      <ul class="remarks" data-part="remarks">
        {findings.map(({ code, position }) => {
          const name = position === undefined ? undefined : people[position - 1]?.name
          return (
            <li key={`${code} ${position}`}>
              <span data-part="remark">{t(`desk-finding-${code}`)}</span>{' '}
              <bdi class="own soft" data-part="remark-name" translate={false}>
                {name === undefined ? '' : `${position}. ${name}`}
              </bdi>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
