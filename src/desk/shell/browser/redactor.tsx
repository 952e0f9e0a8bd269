/** @jsxImportSource preact */
import { type RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { BLOCK, redact, type Span } from '../redaction.ts'
import { announce } from './announce.ts'
import { t } from './i18n.ts'
import { caretIn, select, selectedSpan } from './selection.ts'

export interface Redaction {
  readonly text: string
  readonly spans: readonly Span[]
  /** Where the text is shown. */
  readonly element: RefObject<HTMLDivElement | null>
  /** The words as they will be public. */
  readonly publicWords: string
  /** Hide what is selected in the words. */
  readonly redactSelection: () => void
  readonly undo: () => void
}

/** Lets somebody hide parts of a text, and see what she hides. */
export function useRedaction(text: string): Redaction {
  const element = useRef<HTMLDivElement>(null)
  const [spans, setSpans] = useState<readonly Span[]>([])
  // What is pressed before the page has followed the press before goes by this: nothing that somebody has hidden is lost.
  const newest = useRef(spans)
  const put = (next: readonly Span[]) => {
    newest.current = next
    setSpans(next)
  }
  const toSelect = useRef<Span | null>(null)
  const lastSelected = useLastSelection(element)
  useEffect(() => {
    const words = element.current
    if (!words) return
    const press = (event: KeyboardEvent) => selectByKey(words, text, event)
    words.addEventListener('keydown', press)
    return () => words.removeEventListener('keydown', press)
  }, [text])
  // Once the pieces are on the page as they are now.
  useLayoutEffect(() => {
    if (toSelect.current && element.current) select(element.current, toSelect.current)
    toSelect.current = null
  }, [spans])

  return {
    text,
    spans,
    element,
    publicWords: redact(text, spans),
    redactSelection() {
      const span = (element.current && selectedSpan(element.current)) ?? lastSelected()
      if (!span) return announce(t('desk-said-nothing-selected'))
      put([...newest.current, span])
      toSelect.current = { start: span.end, end: span.end }
      announce(t('desk-said-redacted', { count: Array.from(text.slice(span.start, span.end)).length }))
    },
    undo() {
      const undone = newest.current.at(-1)
      if (!undone) return
      put(newest.current.slice(0, -1))
      toSelect.current = undone
      announce(t('desk-said-undone'))
    },
  }
}

/** Arrow keys select word by word, as a mouse would; with Shift, the selection grows. A reader hears what is selected. */
function selectByKey(element: HTMLElement, text: string, event: KeyboardEvent): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
  if (event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  const stretches = wordsOf(text)
  const caret = caretIn(element)
  const now = selectedSpan(element) ?? { start: caret, end: caret }
  const next =
    event.key === 'ArrowRight'
      ? stretches.find(({ end }) => end > now.end)
      : stretches.findLast(({ start }) => start < now.start)
  if (!next) return
  const span = event.shiftKey
    ? { start: Math.min(now.start, next.start), end: Math.max(now.end, next.end) }
    : next
  select(element, span)
  announce(text.slice(span.start, span.end))
}

/** The text with its hidden runs struck. Always the same characters, so that offsets stay what they are. */
export function RedactedText({ of: { text, spans } }: { of: Pick<Redaction, 'text' | 'spans'> }) {
  return (
    <>
      {piecesOf(text, spans).map(({ start, piece, isHidden }) =>
        isHidden ? (
          <mark key={start} class="redacted" title={t('desk-redacted')}>
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </>
  )
}

function piecesOf(
  text: string,
  spans: readonly Span[],
): { start: number; piece: string; isHidden: boolean }[] {
  const isHidden = offsetsOf(text, redact(text, spans))
  const pieces = []
  let start = 0
  for (let offset = 1; offset <= text.length; offset++) {
    if (offset < text.length && isHidden[offset] === isHidden[offset - 1]) continue
    pieces.push({ start, piece: text.slice(start, offset), isHidden: isHidden.at(offset - 1) === true })
    start = offset
  }
  return pieces
}

/** For each UTF-16 unit of the text, whether its character is hidden by us; a block that was there before is not. */
function offsetsOf(text: string, hidden: string): boolean[] {
  const after = Array.from(hidden)
  return Array.from(text).flatMap((character, index) =>
    Array.from({ length: character.length }, () => after[index] === BLOCK && character !== BLOCK),
  )
}

function wordsOf(text: string): Span[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }))
}

const JUST_NOW_MS = 700

/** On a phone the tap on a button takes the selection away before the button hears of it: what was selected just then counts. */
function useLastSelection(element: RefObject<HTMLElement | null>): () => Span | undefined {
  const last = useRef<{ span: Span; lostAt: number } | undefined>(undefined)
  useEffect(() => {
    const look = () => {
      const span = element.current && selectedSpan(element.current)
      if (span) last.current = { span, lostAt: Infinity }
      else if (last.current?.lostAt === Infinity) last.current.lostAt = performance.now()
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return () => {
    const { current } = last
    last.current = undefined
    return current && performance.now() - current.lostAt < JUST_NOW_MS ? current.span : undefined
  }
}
