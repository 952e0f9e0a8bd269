import { part } from '../../../html/browser/page.ts'
import { act, announce } from '../../old/browser/page.ts'

/** A decision that was taken. */
export interface Done {
  readonly submission: string
  /** What it was, in words. */
  readonly text: string
  /** How long it can be undone. */
  readonly undoMs: number
}

export interface UndoLine {
  /** Say what was decided, and offer to undo it for as long as it rests. */
  show(done: Done): void
  hide(): void
}

/** The line above the case: what was decided last, for everybody to see, and the way back. */
export function startUndoLine(undo: (submission: string) => Promise<void>): UndoLine {
  let last: Done | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    clearTimeout(timer)
    last = undefined
    part('done').hidden = true
  }
  act('undo-decision').addEventListener('click', () => {
    if (last) void undo(last.submission)
  })
  return {
    hide,
    show(done) {
      hide()
      announce(done.text)
      if (done.undoMs === 0) return
      last = done
      part('done-text').textContent = done.text
      part('done').hidden = false
      timer = setTimeout(hide, done.undoMs)
    },
  }
}
