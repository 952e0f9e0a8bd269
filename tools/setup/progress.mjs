import { say } from './process.mjs'

const LOOK_EVERY_MS = 1_000
/** Where lines cannot be rewritten they come ever more seldom: a log of an hour is not to be all of this. */
const PLAIN = { firstMs: 4_000, mostMs: 15_000 }
/** Before this share is done nobody can say how long the rest takes. */
const SHARE_KNOWN = 0.05

/**
 * Does `work`, and says meanwhile how far it is. On a terminal it is one line that is rewritten, and gone at the end;
 * elsewhere plain lines. `tell` is given the width there is; it may be costly, and is then asked more seldom.
 */
export async function telling(tell, work, { stream = process.stderr } = {}) {
  const begun = performance.now()
  let nextMs = stream.isTTY ? 0 : PLAIN.firstMs
  let timer
  const look = () => {
    const elapsedMs = performance.now() - begun
    if (elapsedMs >= nextMs) {
      const columns = stream.isTTY ? (stream.columns || 80) - 1 : Infinity
      const line = tell({ elapsedMs, columns }).slice(0, columns)
      stream.write(stream.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
      if (!stream.isTTY) nextMs = elapsedMs + Math.min(elapsedMs, PLAIN.mostMs)
    }
    const costMs = performance.now() - begun - elapsedMs
    timer = setTimeout(look, Math.max(LOOK_EVERY_MS, 10 * costMs))
  }
  timer = setTimeout(look, LOOK_EVERY_MS)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
    if (stream.isTTY) stream.write('\r\u001b[K')
  }
}

/** How far an installation is, in one line that fits. */
export function installing({ packages, ofPackages, megabytes, ofMegabytes, elapsedMs }, columns) {
  const share = Math.min(megabytes / ofMegabytes, 1)
  if (share === 0) return fitting(columns, ['Installing: finding out what is needed', 'Installing …'])
  const left = share < SHARE_KNOWN ? undefined : (elapsedMs * (1 - share)) / share
  const more = left === undefined ? '' : share < 0.99 ? `, about ${duration(left)} more` : ', nearly done'
  const size = `${Math.round(megabytes)} of ${ofMegabytes} MB`
  return fitting(columns, [
    `Installing: ${packages} of ${ofPackages} packages, ${size}${more}`,
    `Installing: ${size}${more}`,
    `${size}${more}`,
    size,
  ])
}

/** "40 s", "3 min". Nobody needs to know the second of a minute that she waits for. */
function duration(ms) {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

/** Says that something was done, and how long it took. */
export async function timed(done, work) {
  const begun = performance.now()
  const result = await work()
  say(`${done} in ${duration(performance.now() - begun)}.`)
  return result
}

function fitting(columns, lines) {
  return lines.find((line) => line.length <= columns) ?? lines.at(-1)
}
