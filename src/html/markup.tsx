import { type Child } from 'hono/jsx'

/**
 * A message with one element in the middle of it: the catalogue marks the place with the
 * variable's own braces kept (`{ $link }` formatted as {@link GAP}), and the element goes there.
 */
export function WithElement({ text, children }: { text: string; children: Child }) {
  const [before = '', after = ''] = text.split(GAP)
  return (
    <>
      {before}
      {children}
      {after}
    </>
  )
}

/** Give this as the variable's value; no catalogue and no visitor writes it. */
export const GAP = '\u{e000}'
