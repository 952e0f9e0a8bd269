/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { t } from './i18n.ts'
import { RedactedText, type Redaction } from './redactor.tsx'
import { Button } from './work.tsx'

interface WordsProps {
  readonly title: string
  readonly redaction: Redaction
  /** Words that will not be public need no hiding; they are shown all the same. */
  readonly canRedact: boolean
  /** Said where there are no words. */
  readonly none?: string
}

/** Words of somebody, of which parts can be hidden: by the buttons, or by the keys that stand on them, pressed in the words. */
export function RedactableWords({ title, redaction, canRedact, none = '' }: WordsProps) {
  useEffect(() => {
    const words = redaction.element.current
    if (!words || !canRedact) return
    const press = (event: KeyboardEvent) => pressed(event, redaction)
    words.addEventListener('keydown', press)
    return () => words.removeEventListener('keydown', press)
  })
  return (
    <section aria-labelledby="words-title" data-part="words-section">
      <div class="head-row">
        <h2 id="words-title">{title}</h2>
        {canRedact && (
          <p class="tools">
            <Button class="small" act="redact" onPress={redaction.redactSelection}>
              {t('desk-redact')} <kbd>x</kbd>
            </Button>
            <Button class="small" act="undo" disabled={redaction.spans.length === 0} onPress={redaction.undo}>
              {t('desk-undo')} <kbd>z</kbd>
            </Button>
          </p>
        )}
      </div>
      <div
        class="declared own"
        data-part="words"
        dir="auto"
        tabIndex={0}
        role="group"
        aria-labelledby="words-title"
        aria-describedby={canRedact ? 'words-help' : undefined}
        ref={redaction.element}
      >
        {redaction.text === '' ? none : <RedactedText of={redaction} />}
      </div>
      {canRedact && (
        <p class="soft small-print" id="words-help" data-part="words-help">
          {t('desk-words-help')}
        </p>
      )}
    </section>
  )
}

function pressed(event: KeyboardEvent, { redactSelection, undo }: Redaction): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const act = { x: redactSelection, z: undo }[event.key.toLowerCase()]
  if (!act) return
  // A page with keys of its own leaves this one alone.
  event.preventDefault()
  act()
}
