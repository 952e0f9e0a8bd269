/** @jsxImportSource preact */
import { type ComponentChildren, toChildArray } from 'preact'
import { GAP } from '../../../html/gap.ts'

/** A message with elements in the middle of it: where the catalogue has {@link GAP} for a value they go, in their order. */
export function WithElement({ text, children }: { text: string; children: ComponentChildren }) {
  const elements = toChildArray(children)
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
