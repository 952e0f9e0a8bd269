/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'
import { type Done } from './review.ts'

interface DoneProps {
  readonly done: Done
  readonly undo: () => void
  readonly over: () => void
}

/** The line above the case: what was decided last, for everybody to see, and the way back for as long as it rests. */
export function DoneLine({ done, undo, over }: DoneProps) {
  useEffect(() => {
    const timer = setTimeout(over, done.undoMs)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <p class="done" data-part="done">
      <span data-part="done-text">{done.text}</span>
      <Button class="small" act="undo-decision" onPress={undo}>
        {t('desk-undo-decision')} <kbd>b</kbd>
      </Button>
    </p>
  )
}
