import { type Fault, lengthOf, NAME_MAX, WORDS_MAX } from '#channels'
import { type Words } from '#i18n'

interface FaultsProps {
  readonly words: Words
  readonly faults: readonly Fault[]
}

/** Everything that is wrong, on top of the form, each leading to its field. */
export function ErrorSummary({ words, faults }: FaultsProps) {
  if (faults.length === 0) return null
  return (
    <section class="attention" role="alert" aria-labelledby="faults">
      <h2 id="faults">{words.t('declare-faults-title', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={`#${fault.field}`} target="_self">
              {sayFault(words, fault)}
            </a>
          </li>
        ))}
      </ul>
      <p>{words.t('declare-faults-note')}</p>
    </section>
  )
}

/** What is wrong with one field, beside it. */
export function FieldError({ words, faults, field }: FaultsProps & { field: string }) {
  const fault = faults.find((one) => one.field === field)
  if (!fault) return null
  return (
    <p class="fault" id={`${field}-fault`}>
      {sayFault(words, fault)}
    </p>
  )
}

/** A longer name would push the fault itself out of sight. In code points. */
const NAME_SHOWN = 20

function sayFault({ t }: Words, { code, position = 0, name, count = 0 }: Fault): string {
  const most = code === 'name-too-long' ? NAME_MAX : WORDS_MAX
  const who =
    name === undefined || lengthOf(name) > NAME_SHOWN
      ? t('declare-person', { number: position })
      : t('declare-person-named', { number: position, name })
  return t(`declare-fault-${code}`, { who, most, count })
}
