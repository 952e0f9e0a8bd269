import { lengthOf, NAME_MAX, WORDS_MAX } from '#channels'
import { type Locale } from '#i18n'
import { type FieldFault } from './fields.ts'

interface FaultsProps {
  readonly locale: Locale
  readonly faults: readonly FieldFault[]
}

/** Everything that is wrong, on top of the form, each leading to its field. */
export function ErrorSummary({ locale, faults }: FaultsProps) {
  if (faults.length === 0) return null
  return (
    <section class="attention" role="alert" aria-labelledby="faults">
      <h2 id="faults">{locale.t('declare-faults-title', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={`#${fault.field}`} target="_self">
              {sayFault(locale, fault)}
            </a>
          </li>
        ))}
      </ul>
      <p>{locale.t('declare-faults-note')}</p>
    </section>
  )
}

/** What is wrong with one field, beside it. */
export function FieldError({ locale, faults, field }: FaultsProps & { field: string }) {
  const fault = faults.find((one) => one.field === field)
  if (!fault) return null
  return (
    <p class="fault" id={`${field}-fault`}>
      {sayFault(locale, fault)}
    </p>
  )
}

/** What a field says of itself when something is wrong with it: `aria-invalid`. */
export function isWrong(faults: FaultsProps['faults'], field: string): 'true' | undefined {
  return faults.some((fault) => fault.field === field) ? 'true' : undefined
}

/** A longer name would push the fault itself out of sight. In code points. */
const NAME_SHOWN = 20

function sayFault({ t }: Locale, { code, position = 0, name, count = 0 }: FieldFault): string {
  const most = code === 'name-too-long' ? NAME_MAX : WORDS_MAX
  const who =
    name === undefined || lengthOf(name) > NAME_SHOWN
      ? t('declare-person', { number: position })
      : t('declare-person-named', { number: position, name })
  return t(`declare-fault-${code}`, { who, most, count })
}
