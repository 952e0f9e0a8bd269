/** @jsxImportSource preact */
import { type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

let shownBefore = false

/**
 * The heading of what has just come onto the page: keyboard and reader go to it, as to that of a new page. Of the first one
 * the browser takes care itself.
 */
export function Heading({ id, children }: { id?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (shownBefore) {
      heading.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    shownBefore = true
  }, [])
  return (
    <h1 id={id} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  )
}
