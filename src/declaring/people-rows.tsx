import { type Draft, type DraftPerson, saysWhat, withAnswers } from '#channels'
import { type Locale } from '#i18n'
import { FieldError } from './faults.tsx'
import { PersonFields } from './person-fields.tsx'
import { type FieldFault } from './fields.ts'

interface PeopleProps {
  readonly locale: Locale
  readonly draft: Draft
  readonly faults: readonly FieldFault[]
  /** The person whose name the cursor goes to. */
  readonly focus?: number | undefined
}

/** Everybody on the form, in order: those in rows as lists, the others with their fields. */
export function People({ locale, draft, faults, focus }: PeopleProps) {
  const { people } = draft
  const stretches: { from: number; rows: DraftPerson[] }[] = []
  for (const [index, person] of people.entries()) {
    const last = stretches.at(-1)
    if (person.row && last && last.rows.length > 0) last.rows.push(person)
    else stretches.push({ from: index, rows: person.row ? [person] : [] })
  }
  const hasRows = people.some(({ row }) => row)
  return (
    <>
      {hasRows && <p class="hint">{locale.t('declare-rows-hint')}</p>}
      {stretches.map(({ from, rows }) => {
        const person = people[from]
        if (rows.length > 0)
          return <Rows locale={locale} draft={draft} rows={rows} from={from} faults={faults} />
        return (
          person && (
            <PersonFields
              locale={locale}
              person={person}
              index={from}
              alone={people.length === 1}
              folds={hasRows}
              focused={from === focus}
              faults={faults}
            />
          )
        )
      })}
    </>
  )
}

interface RowsProps extends PeopleProps {
  readonly rows: readonly DraftPerson[]
  readonly from: number
}

/** A row is a button: pressed, it becomes the fields. It is short, for there may be two hundred. */
function Rows({ locale, draft, rows, from, faults }: RowsProps) {
  const { t } = locale
  return (
    <ol class="rows" start={from + 1}>
      {rows.map((person, at) => {
        const index = from + at
        const held = withAnswers(person, draft.listPerson)
        return (
          <li>
            <FieldError locale={locale} faults={faults} field={`p${index}n`} />
            <button id={`p${index}n`} name="do" value={`open-${index}`}>
              <bdi translate="no">{person.name}</bdi> <Leaves locale={locale} person={person} held={held} />
              <About locale={locale} person={person} />
            </button>
          </li>
        )
      })}
    </ol>
  )

  function About({ person }: { locale: Locale; person: DraftPerson }) {
    const said = [
      ...(person.basis === 'relative' || person.basis === 'deceased' || person.basis === 'self'
        ? [t(`declare-basis-${person.basis}`)]
        : []),
      ...(person.nameKind === 'real' ? [t('declare-kind-real')] : []),
      ...person.guesses.map((guess) => t(`declare-guess-${guess}`)),
    ]
    return said.length > 0 ? <small>{said.join(t('common-list-separator'))}</small> : null
  }
}

interface LeavesProps {
  readonly locale: Locale
  readonly person: DraftPerson
  readonly held: DraftPerson
}

/** What somebody leaves: by the list, by the answer for all, or not said yet. */
function Leaves({ locale, person, held }: LeavesProps) {
  if (!saysWhat(held)) return <em class="unsaid">{locale.t('declare-row-unsaid')}</em>
  const left = leavesIn(locale, held)
  return saysWhat(person) ? <span>{left}</span> : <i>{left}</i>
}

type Left = Pick<DraftPerson, 'party' | 'league' | 'pioneers'>

/** The organisations by their short names, in one phrase. */
export function leavesIn({ t }: Locale, { party, league, pioneers }: Left): string {
  const left = [
    party && t('organisations-party-short'),
    league && t('organisations-league-short'),
    pioneers && t('organisations-pioneers-short'),
  ].filter((one) => one !== false)
  return left.length > 0 ? left.join(t('common-list-separator')) : t('declare-unsure')
}
