/** @jsxImportSource preact */
import { CHECKED, CHECKED_HOW } from '#proof'
import { today } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'

/** Checks that an issuer records; control of the return code is one that nobody has to. */
const SEEN = CHECKED.filter((what) => what !== 'return-code')
const SEEN_HOW = CHECKED_HOW.filter((how) => how !== 'online')
/** With the return code so many fit onto the page. */
const MOST_ROWS = 3

/** What was looked at, how, and when. */
export interface Seen {
  readonly key: number
  readonly what: (typeof SEEN)[number]
  readonly how: (typeof SEEN_HOW)[number]
  readonly day: string
}

/** One empty row, for what is usually one document. */
export function emptyCheck(key: number): Seen {
  return { key, what: SEEN[0] ?? 'passport', how: SEEN_HOW[0] ?? 'in-person', day: today() }
}

interface ChecksProps {
  readonly checks: readonly Seen[]
  readonly set: (checks: readonly Seen[]) => void
}

export function Checks({ checks, set }: ChecksProps) {
  const change = (key: number, changed: Partial<Seen>) =>
    set(checks.map((check) => (check.key === key ? { ...check, ...changed } : check)))
  const next = Math.max(0, ...checks.map(({ key }) => key)) + 1
  return (
    <fieldset class="checks">
      <legend>{t('certificates-checks')}</legend>
      <p class="soft">{t('certificates-checks-lead')}</p>
      <div data-part="checks">
        {checks.map((check) => (
          <Row
            key={check.key}
            check={check}
            change={(changed) => change(check.key, changed)}
            remove={() => set(checks.filter(({ key }) => key !== check.key))}
          />
        ))}
      </div>
      <button
        type="button"
        data-act="check-add"
        disabled={checks.length >= MOST_ROWS}
        onClick={() => set([...checks, emptyCheck(next)])}
      >
        {t('certificates-check-add')}
      </button>
    </fieldset>
  )
}

interface RowProps {
  readonly check: Seen
  readonly change: (changed: Partial<Seen>) => void
  readonly remove: () => void
}

function Row({ check: { key, what, how, day }, change, remove }: RowProps) {
  return (
    <p class="check" role="group">
      <Choice name="what" of={SEEN} chosen={what} choose={(one) => change({ what: one })} />{' '}
      <Choice name="how" of={SEEN_HOW} chosen={how} choose={(one) => change({ how: one })} />{' '}
      <label>
        {t('certificates-check-day')}{' '}
        <input
          id={`check-day-${key}`}
          name="day"
          type="date"
          required
          max={today()}
          value={day}
          onInput={({ currentTarget }) => change({ day: currentTarget.value })}
        />
      </label>{' '}
      <button type="button" name="remove" onClick={remove}>
        {t('certificates-check-remove')}
      </button>
    </p>
  )
}

interface ChoiceProps<One extends Seen['what' | 'how']> {
  readonly name: 'what' | 'how'
  readonly of: readonly One[]
  readonly chosen: One
  readonly choose: (one: One) => void
}

function Choice<One extends Seen['what' | 'how']>({ name, of, chosen, choose }: ChoiceProps<One>) {
  return (
    <label>
      {t(`certificates-check-${name}`)}{' '}
      <select
        name={name}
        value={chosen}
        onChange={({ currentTarget: { value } }) => choose(of.find((one) => one === value) ?? chosen)}
      >
        {of.map((one) => (
          <option value={one} key={one}>
            {t(`certificate-checked-${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
