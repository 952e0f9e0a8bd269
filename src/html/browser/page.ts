// What the scripts of both fronts find on the pages that the server has rendered.

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

/** What the page may say, in the page's language. `{name}` in it is filled from `values`. */
export type Say = (key: string, values?: Record<string, string | number>) => string

/** The phrases that stand in `root`. */
export function phrasesOf(root: ParentNode): Say {
  const { content } = found(root.querySelector<HTMLTemplateElement>('template#phrases'), 'phrases')
  const known = new Map([...content.children].map((one) => [one.id, one.textContent]))
  return (key, values = {}) => {
    const text = known.get(key)
    if (text === undefined) throw new Error(`the page lacks the phrase ${key}`)
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap))
  }
}

let ofThisPage: Say | undefined

export function phrase(key: string, values?: Record<string, string | number>): string {
  ofThisPage ??= phrasesOf(document)
  return ofThisPage(key, values)
}

/** The element itself: its absence is a fault of ours. */
export function found<Value>(value: Value | null, name: string): Value {
  if (value === null) throw new Error(`the page lacks ${name}`)
  return value
}
