/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../shell/browser/i18n.ts'
import { type Redactor, redactorOf } from '../../shell/browser/redactor.ts'

interface WordsProps {
  readonly text: string
  /** Where whoever sends them finds what was hidden. */
  readonly redactor: { current: Redactor | null }
}

/** The words that are public, of which more can be hidden. */
export function PublicWords({ text, redactor }: WordsProps) {
  const words = useRef<HTMLDivElement>(null)
  const [canUndo, setCanUndo] = useState(false)
  useEffect(() => {
    if (!words.current) return
    const listening = new AbortController()
    const made = redactorOf(words.current, text, () => setCanUndo(made.canUndo))
    redactor.current = made
    words.current.addEventListener('keydown', (event) => pressed(event, made), { signal: listening.signal })
    return () => {
      listening.abort()
      made.end()
      redactor.current = null
    }
  }, [text])
  return (
    <section aria-labelledby="words-title">
      <div class="head-row">
        <h2 id="words-title">{t('desk-entry-words')}</h2>
        <p class="tools">
          <button
            type="button"
            class="small"
            data-act="redact"
            onClick={() => redactor.current?.redactSelection()}
          >
            {t('desk-redact')} <kbd>x</kbd>
          </button>
          <button
            type="button"
            class="small"
            data-act="undo"
            disabled={!canUndo}
            onClick={() => redactor.current?.undo()}
          >
            {t('desk-undo')} <kbd>z</kbd>
          </button>
        </p>
      </div>
      <div
        class="declared own"
        data-part="words"
        dir="auto"
        tabIndex={0}
        role="group"
        aria-labelledby="words-title"
        ref={words}
      />
      <p class="soft small-print">{t('desk-words-help')}</p>
    </section>
  )
}

function pressed({ key, ctrlKey, altKey, metaKey }: KeyboardEvent, redactor: Redactor): void {
  if (ctrlKey || altKey || metaKey) return
  if (key === 'x') redactor.redactSelection()
  if (key === 'z') redactor.undo()
}
