import { type Child } from 'hono/jsx'
import { type MessageKey, type Locale } from '#i18n'

interface PhrasesProps {
  readonly locale: Locale
  readonly keys: readonly MessageKey[]
  /** Phrases that are not of the catalogue alone, by their `id` as well. */
  readonly children?: Child
}

/**
 * The phrases that the page's script will say, rendered by the server: no word of a language stands in the
 * script. A value that only the browser knows is left as `{name}`, for it to fill in.
 */
export function Phrases({ locale, keys, children }: PhrasesProps) {
  return (
    <template id="phrases">
      {keys.map((key) => (
        <p id={key}>{locale.t(key, PLACEHOLDERS)}</p>
      ))}
      {children}
    </template>
  )
}

/** The values that scripts fill in, of whichever front. */
const PLACEHOLDERS = Object.fromEntries(
  [
    'number',
    'name',
    'count',
    'day',
    'place',
    'text',
    'people',
    'of',
    'chance',
    'counted',
    'baseline',
    'digits',
    'time',
  ].map((name) => [name, `{${name}}`]),
)
