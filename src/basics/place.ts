import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import { CHECKOUT } from './checkout.ts'

const BUILT = fileURLToPath(new URL('dist/', CHECKOUT))
const FRAME = /(\/(?!\/)[\w./-]{1,400}\.js):(\d{1,7}):(\d{1,7})/g
/** A frame comes to the same place for ever: its map is read once, and not kept. */
const known = new Map<string, string | null>()

/**
 * Where in our own code an error was made: the file of the source and the line, which say nothing of the visitor. Null if no
 * frame is ours. Maps are read when something fails, and only then: a process that kept them would be a twentieth larger.
 */
export function placeInOurCode({ stack = '' }: Error): string | null {
  for (const [frame, file = '', line, column] of stack.matchAll(FRAME)) {
    // The stack begins with the message, which may quote anything: only what was built here is looked at.
    if (!file.startsWith(BUILT) || file.includes('..')) continue
    if (!known.has(frame)) known.set(frame, sourceOf(file, { line: Number(line), column: Number(column) }))
    const place = known.get(frame)
    if (place) return place
  }
  return null
}

function sourceOf(file: string, { line, column }: { line: number; column: number }): string | null {
  try {
    const entry = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))).findEntry(
      line - 1,
      column - 1,
    )
    if (!('originalSource' in entry)) return null
    const [, ours] = /^[./]*((?:src|test|packages)\/.+)$/.exec(entry.originalSource) ?? []
    return ours ? `${ours}:${entry.originalLine + 1}` : null
  } catch {
    return null
  }
}
