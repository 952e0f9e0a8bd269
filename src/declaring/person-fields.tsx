import { BASES, type DraftPerson } from '#channels'
import { type Locale } from '#i18n'
import { FieldError } from './faults.tsx'
import { type FieldFault } from './fields.ts'

interface PersonProps {
  readonly locale: Locale
  readonly person: DraftPerson
  readonly index: number
  /** The only person on the form cannot be removed. */
  readonly alone: boolean
  /** Beside rows she can become one again. */
  readonly folds: boolean
  readonly focused: boolean
  readonly faults: readonly FieldFault[]
}

/** One person of the form. The hints stand with the first one only: a list of two hundred must stay small. */
export function PersonFields({ locale, person, index, alone, folds, focused, faults }: PersonProps) {
  const { t } = locale
  const prefix = `p${index}`
  const faulty = (letter: string) => faults.some((fault) => fault.field === `${prefix}${letter}`)
  const fieldError = (letter: string) => (
    <FieldError locale={locale} faults={faults} field={`${prefix}${letter}`} />
  )
  return (
    <fieldset class="person">
      <legend>{t('declare-person', { number: index + 1 })}</legend>
      <label for={`${prefix}n`}>{t('declare-name')}</label>
      {index === 0 && <p class="hint">{t('declare-name-hint')}</p>}
      {fieldError('n')}
      <input
        id={`${prefix}n`}
        name={`${prefix}n`}
        value={person.name}
        dir="auto"
        autofocus={focused}
        aria-invalid={faulty('n') ? 'true' : undefined}
        aria-describedby={faulty('n') ? `${prefix}n-fault` : undefined}
      />
      <Choice locale={locale} legend="declare-kind" name={`${prefix}k`} error={fieldError('k')}>
        {(['real', 'pseudonym'] as const).map((kind, at) => ({
          value: kind,
          label: t(`declare-kind-${kind}`),
          checked: person.nameKind === kind,
          first: at === 0,
        }))}
      </Choice>
      <OrganisationTicks locale={locale} person={person} prefix={prefix} error={fieldError('p')} />
      <Choice locale={locale} legend="declare-basis" name={`${prefix}w`} error={fieldError('w')}>
        {BASES.map((basis, at) => ({
          value: basis,
          label: t(`declare-basis-${basis}`),
          checked: person.basis === basis,
          first: at === 0,
        }))}
      </Choice>
      <div class="tick">
        {fieldError('a')}
        <label>
          <input type="checkbox" id={`${prefix}a`} name={`${prefix}a`} checked={person.agreed} />{' '}
          {t('declare-agreed')}
        </label>
        {index === 0 && <p class="hint">{t('declare-agreed-hint')}</p>}
      </div>
      {folds && (
        <>
          <button class="quiet" name="do" value={`fold-${index}`}>
            {t('declare-fold')}
          </button>{' '}
        </>
      )}
      {!alone && (
        <button class="quiet" name="do" value={`remove-${index}`}>
          {t('declare-remove', { number: index + 1 })}
        </button>
      )}
    </fieldset>
  )
}

interface TicksProps {
  readonly locale: Locale
  readonly person: DraftPerson
  readonly prefix: string
  readonly legend?: string
  readonly error?: unknown
  readonly invalid?: boolean
}

export function OrganisationTicks({ locale, person, prefix, legend, error, invalid }: TicksProps) {
  const { t } = locale
  const ticks = [
    ['p', t('organisations-party'), person.party],
    ['l', t('organisations-league'), person.league],
    ['y', t('organisations-pioneers'), person.pioneers],
    ['u', t('declare-unsure'), person.unsure],
  ] as const
  return (
    <fieldset class="choices">
      <legend>{legend ?? t('declare-organisations')}</legend>
      {error}
      {ticks.map(([letter, label, checked]) => (
        <label class="choice">
          <input
            type="checkbox"
            id={`${prefix}${letter}`}
            name={`${prefix}${letter}`}
            checked={checked}
            aria-invalid={invalid ? 'true' : undefined}
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}

interface Option {
  readonly value: string
  readonly label: string
  readonly checked: boolean
  /** The first option carries the field's id, which the list of faults leads to. */
  readonly first: boolean
}

interface ChoiceProps {
  readonly locale: Locale
  readonly legend: 'declare-kind' | 'declare-basis'
  readonly name: string
  readonly error: unknown
  readonly children: readonly Option[]
}

function Choice({ locale, legend, name, error, children }: ChoiceProps) {
  return (
    <fieldset class="choices">
      <legend>{locale.t(legend)}</legend>
      {error}
      {children.map(({ value, label, checked, first }) => (
        <label class="choice">
          <input type="radio" id={first ? name : undefined} name={name} value={value} checked={checked} />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}
