/** The element with this `data-part`, which the server has rendered: its absence is a fault of ours. */
export function part(name: string, within: ParentNode = document): HTMLElement {
  return found(within.querySelector<HTMLElement>(`[data-part="${name}"]`), name)
}

/** The same, where it must be a certain kind of element: `partAs(HTMLFormElement, 'name-form')`. */
export function partAs<Kind extends HTMLElement>(
  kind: new () => Kind,
  name: string,
  within: ParentNode = document,
): Kind {
  const element = part(name, within)
  return found(element instanceof kind ? element : null, name)
}

/** The button with this `data-act`. */
export function act(name: string): HTMLButtonElement {
  return found(document.querySelector<HTMLButtonElement>(`button[data-act="${name}"]`), name)
}

/** A copy of what a template holds. Everything on the page is built from these and from text: no HTML is ever parsed. */
export function copyOf(id: string): HTMLElement {
  const template = found(document.querySelector<HTMLTemplateElement>(`template#${id}`), id)
  return found(template.content.firstElementChild, id).cloneNode(true) as HTMLElement
}

/** What the page may say, in the page's language. `{name}` in it is filled from `values`. */
export function phrase(key: string, values: Record<string, string | number> = {}): string {
  const text = phrases().get(key)
  if (text === undefined) throw new Error(`the page lacks the phrase ${key}`)
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap))
}

/** Show one panel of the page and hide the others; the keyboard and the reader go to its heading. */
export function showPanel(name: string): void {
  for (const panel of document.querySelectorAll<HTMLElement>('[data-panel]'))
    panel.hidden = panel.dataset['panel'] !== name
  document.querySelector<HTMLElement>(`[data-panel="${name}"] h1[tabindex]`)?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/** Say something to whoever listens instead of looking. */
export function announce(text: string): void {
  const live = part('live')
  // The same words twice would be said once: an empty moment between makes them news.
  live.textContent = ''
  setTimeout(() => (live.textContent = text), 30)
}

export const language = document.body.dataset['language'] ?? 'en'

/** Who sits here now, in the frame of the page. */
export function showSeat(member: { name: string; role: string } | null): void {
  part('nav').hidden = member === null
  part('seat').hidden = member === null
  part('seat-name').textContent = member?.name ?? ''
  for (const item of document.querySelectorAll<HTMLElement>('[data-administrator]')) {
    item.hidden = member?.role !== 'administrator'
  }
}

let known: Map<string, string> | undefined

function phrases(): Map<string, string> {
  known ??= new Map(
    [
      ...found(document.querySelector<HTMLTemplateElement>('template#phrases'), 'phrases').content.children,
    ].map((one) => [one.getAttribute('data-phrase') ?? '', one.textContent]),
  )
  return known
}

function found<Value>(value: Value | null, name: string): Value {
  if (value === null) throw new Error(`the page lacks ${name}`)
  return value
}
