import type { Span } from '../redaction.ts'

/** What is selected inside the element, in UTF-16 units of its text. */
export function selectedSpan(element: HTMLElement): Span | undefined {
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

export function select(element: HTMLElement, span: Span): void {
  const [startNode, startOffset] = placeOf(element, span.start)
  const [endNode, endOffset] = placeOf(element, span.end)
  getSelection()?.setBaseAndExtent(startNode, startOffset, endNode, endOffset)
}

export function caretIn(element: HTMLElement): number {
  const selection = getSelection()
  const node = selection?.focusNode
  return selection && node && element.contains(node) ? lengthBefore(element, node, selection.focusOffset) : 0
}

function lengthBefore(element: HTMLElement, container: Node, offset: number): number {
  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(container, offset)
  return before.toString().length
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
