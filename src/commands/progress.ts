/** Tells whoever waits how far it is. On standard error, as everything that is not a command's answer. */
export interface Progress extends Disposable {
  at(done: number): void
}

/** On a terminal one line that moves; where it is written to a file, a line now and then. */
const SAID_EVERY_MS = { terminal: 250, file: 30_000 }

/** So many of so many, how quickly, and about how long still. What is done quickly says nothing. */
export function progressOf({ what, of }: { what: string; of?: number }): Progress {
  const { stderr } = process
  const everyMs = stderr.isTTY ? SAID_EVERY_MS.terminal : SAID_EVERY_MS.file
  const begun = performance.now()
  let [saidAt, said] = [begun, false]
  return {
    at(done) {
      const now = performance.now()
      if (now - saidAt < everyMs) return
      saidAt = now
      said = true
      const perSecond = (done * 1_000) / (now - begun)
      const left = of === undefined ? '' : `, ${timeOf((of - done) / perSecond)} left`
      const line = `${written(done)}${of === undefined ? '' : ` of ${written(of)}`} ${what}, ${written(perSecond)} a second${left}`
      // The blanks wipe out what a longer line has left.
      stderr.write(stderr.isTTY ? `\r${line}    ` : `${line}\n`)
    },
    [Symbol.dispose]() {
      if (said && stderr.isTTY) stderr.write('\n')
    },
  }
}

function written(count: number): string {
  return Math.round(count).toLocaleString('en')
}

function timeOf(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
