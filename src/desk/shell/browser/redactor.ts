import { BLOCK, redact, type Span } from '../redaction.ts'
import { announce } from './announce.ts'
import { t } from './i18n.ts'

export interface Redactor {
  /** Hide what is selected in the words. False if nothing is. */
  redactSelection(): boolean
  undo(): boolean
  readonly canUndo: boolean
  /** The words as they will be public. */
  publicWords(): string
  /** Another text is shown in the element, or none. */
  end(): void
}

/**
 * Lets a reviewer hide parts of a text. The text stands in `element` as plain text; what is hidden is shown
 * struck, so that she sees what she hides. `changed` is called after every change.
 */
export function redactorOf(element: HTMLElement, text: string, changed: () => void): Redactor {
  const steps: Span[] = []
  const listening = new AbortController()
  selectByKeys(element, text, listening.signal)
  const lastSelected = rememberSelection(element, listening.signal)
  show(element, text, steps)

  return {
    redactSelection() {
      const span = selectedSpan(element) ?? lastSelected()
      if (!span) {
        announce(t('desk-said-nothing-selected'))
        return false
      }
      steps.push(span)
      show(element, text, steps)
      select(element, { start: span.end, end: span.end })
      announce(t('desk-said-redacted', { count: Array.from(text.slice(span.start, span.end)).length }))
      changed()
      return true
    },
    undo() {
      const undone = steps.pop()
      if (!undone) return false
      show(element, text, steps)
      select(element, undone)
      announce(t('desk-said-undone'))
      changed()
      return true
    },
    get canUndo() {
      return steps.length > 0
    },
    publicWords: () => redact(text, steps),
    end: () => listening.abort(),
  }
}

/** The text with its hidden runs marked. Always the same characters, so that offsets stay what they are. */
function show(element: HTMLElement, text: string, spans: readonly Span[]): void {
  const hidden = redact(text, spans)
  const pieces: Node[] = []
  let start = 0
  const isHidden = offsetsOf(text, hidden)
  for (let offset = 1; offset <= text.length; offset++) {
    if (offset < text.length && isHidden[offset] === isHidden[offset - 1]) continue
    pieces.push(pieceOf(text.slice(start, offset), isHidden[offset - 1] === true))
    start = offset
  }
  element.replaceChildren(...pieces)
}

function pieceOf(text: string, hidden: boolean): Node {
  if (!hidden) return document.createTextNode(text)
  const mark = document.createElement('mark')
  mark.className = 'redacted'
  mark.title = t('desk-redacted')
  mark.textContent = text
  return mark
}

/** For each UTF-16 unit of the text, whether its character is hidden by us; a block that was there before is not. */
function offsetsOf(text: string, hidden: string): boolean[] {
  const after = Array.from(hidden)
  return Array.from(text).flatMap((character, index) =>
    Array.from({ length: character.length }, () => after[index] === BLOCK && character !== BLOCK),
  )
}

/** What is selected inside the element, in UTF-16 units of its text. */
function selectedSpan(element: HTMLElement): Span | undefined {
  const selection = getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(element)) return undefined
  const start = element.contains(range.startContainer)
    ? lengthBefore(element, range.startContainer, range.startOffset)
    : 0
  const end = element.contains(range.endContainer)
    ? lengthBefore(element, range.endContainer, range.endOffset)
    : element.textContent.length
  return start < end ? { start, end } : undefined
}

function lengthBefore(element: HTMLElement, container: Node, offset: number): number {
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(container, offset)
  return before.toString().length
}

function select(element: HTMLElement, span: Span): void {
  const [startNode, startOffset] = placeOf(element, span.start)
  const [endNode, endOffset] = placeOf(element, span.end)
  getSelection()?.setBaseAndExtent(startNode, startOffset, endNode, endOffset)
}

function placeOf(element: HTMLElement, offset: number): [Node, number] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let left = offset
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node as Text
    if (left <= length) return [node, left]
    left -= length
  }
  return [element, element.childNodes.length]
}

const JUST_NOW_MS = 700

/** On a phone the tap on a button takes the selection away before the button hears of it: what was selected just then counts. */
function rememberSelection(element: HTMLElement, signal: AbortSignal): () => Span | undefined {
  let last: { span: Span; lostAt: number } | undefined
  document.addEventListener(
    'selectionchange',
    () => {
      const span = selectedSpan(element)
      if (span) last = { span, lostAt: Infinity }
      else if (last?.lostAt === Infinity) last.lostAt = performance.now()
    },
    { signal },
  )
  return () => {
    const recent = last && performance.now() - last.lostAt < JUST_NOW_MS ? last.span : undefined
    last = undefined
    return recent
  }
}

/** Arrow keys select word by word, as a mouse would; with Shift, the selection grows. A reader hears what is selected. */
function selectByKeys(element: HTMLElement, text: string, signal: AbortSignal): void {
  let stretches: Span[] | undefined
  element.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
      if (event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      stretches ??= wordsOf(text)
      const now = selectedSpan(element) ?? { start: caretIn(element), end: caretIn(element) }
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
    },
    { signal },
  )
}

function caretIn(element: HTMLElement): number {
  const selection = getSelection()
  const node = selection?.focusNode
  return selection && node && element.contains(node) ? lengthBefore(element, node, selection.focusOffset) : 0
}

function wordsOf(text: string): Span[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }))
}
