import { type Child } from 'hono/jsx'

interface SentFormProps {
  /** Where it was sent, and is sent again. */
  readonly action: string
  readonly form: ReadonlyMap<string, string>
  /** What sends it. */
  readonly children: Child
}

/**
 * A form as it was sent, on the page that says why nothing came of it: nothing typed is lost. Browsers bring nothing back on
 * a page that may not be stored. Nobody has looked at what is in it, and it is kept nowhere but on that page.
 */
export function SentForm({ action, form, children }: SentFormProps) {
  return (
    <form method="post" action={action}>
      {[...form].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="actions">{children}</p>
    </form>
  )
}
