import { type Draft, type DraftPerson, type Fault, saysWhat, withAnswers } from '#channels'
import { type Words } from '#i18n'
import { FieldError } from './faults.tsx'
import { PersonFields } from './person-fields.tsx'

interface PeopleProps {
  readonly words: Words
  readonly draft: Draft
  readonly faults: readonly Fault[]
  /** The person whose name the cursor goes to. */
  readonly focus?: number | undefined
}

/** Everybody on the form, in order: those in rows as lists, the others with their fields. */
export function People({ words, draft, faults, focus }: PeopleProps) {
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
      {hasRows && <p class="hint">{words.t('declare-rows-hint')}</p>}
      {stretches.map(({ from, rows }) => {
        const person = people[from]
        if (rows.length > 0)
          return <Rows words={words} draft={draft} rows={rows} from={from} faults={faults} />
        return (
          person && (
            <PersonFields
              words={words}
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
function Rows({ words, draft, rows, from, faults }: RowsProps) {
  const { t } = words
  return (
    <ol class="rows" start={from + 1}>
      {rows.map((person, at) => {
        const index = from + at
        const held = withAnswers(person, draft.listPerson)
        return (
          <li>
            <FieldError words={words} faults={faults} field={`p${index}n`} />
            <button id={`p${index}n`} name="do" value={`open-${index}`}>
              <bdi translate="no">{person.name}</bdi> <Leaves words={words} person={person} held={held} />
              <About words={words} person={person} />
            </button>
          </li>
        )
      })}
    </ol>
  )

  function About({ person }: { words: Words; person: DraftPerson }) {
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
  readonly words: Words
  readonly person: DraftPerson
  readonly held: DraftPerson
}

/** What somebody leaves: by the list, by the answer for all, or not said yet. */
function Leaves({ words, person, held }: LeavesProps) {
  if (!saysWhat(held)) return <em class="unsaid">{words.t('declare-row-unsaid')}</em>
  const left = leavesIn(words, held)
  return saysWhat(person) ? <span>{left}</span> : <i>{left}</i>
}

type Left = Pick<DraftPerson, 'party' | 'league' | 'pioneers'>

/** The organisations by their short names, in one phrase. */
export function leavesIn({ t }: Words, { party, league, pioneers }: Left): string {
  const left = [
    party && t('organisations-party-short'),
    league && t('organisations-league-short'),
    pioneers && t('organisations-pioneers-short'),
  ].filter((one) => one !== false)
  return left.length > 0 ? left.join(t('common-list-separator')) : t('declare-unsure')
}
