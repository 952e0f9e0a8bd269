import type { Progress } from '../audit/result.ts'

/** As much of `process.stderr` as is needed here. */
export interface Screen {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/**
 * How far an audit is, for somebody who looks on: one line, written over at each hundredth. Where nobody does, in a file
 * or a pipe, there is none. It is not among the results, and goes to the other stream.
 */
export function progressOn(screen: Screen): { at(progress: Progress): void; end(): void } {
  let shown: string | undefined
  return { at, end }

  function at({ step, done, of }: Progress): void {
    const now = `${step} ${Math.floor((done / of) * 100)} %`
    if (!screen.isTTY || now === shown) return
    shown = now
    screen.write(`\r${now} (${done} of ${of})${TO_THE_END_OF_THE_LINE}`)
  }

  /** The results begin on a line of their own, wherever the audit came to an end. */
  function end(): void {
    if (shown !== undefined) screen.write('\n')
  }
}

/** Clears what a longer line before has left there. */
const TO_THE_END_OF_THE_LINE = '\u001b[K'
