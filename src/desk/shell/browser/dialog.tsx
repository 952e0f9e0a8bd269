/** @jsxImportSource preact */
import { type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface DialogProps {
  /** Its heading is found by `<id>-title`. */
  readonly id: string
  readonly class?: string
  /** What was answered: `yes`, or whatever the pressed button's value is; '' where it was only closed. */
  readonly answered: (value: string) => void
  readonly children: ComponentChildren
}

/** A question in front of everything else, from the moment it is shown; `<form method="dialog">` in it answers. */
export function Dialog({ id, class: style, answered, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  // At once: nothing behind it hears the next key.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      id={id}
      class={style}
      aria-labelledby={`${id}-title`}
      ref={dialog}
      onClose={() => answered(dialog.current?.returnValue ?? '')}
    >
      {children}
    </dialog>
  )
}
