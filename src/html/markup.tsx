import { type Child } from 'hono/jsx'
import { GAP } from './gap.ts'

/**
 * A message with elements in the middle of it: the catalogue marks each place with the variable's own braces kept (`{ $link }`
 * formatted as {@link GAP}), and the elements go there, in their order.
 */
export function WithElement({ text, children }: { text: string; children: Child }) {
  const elements = [children].flat()
  return (
    <>
      {text.split(GAP).map((part, nth) => (
        <>
          {nth > 0 && elements[nth - 1]}
          {part}
        </>
      ))}
    </>
  )
}
