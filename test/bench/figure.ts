// What a bench has to say: a figure beside what it is compared with, in one run, and what limits it.

export interface Figure {
  readonly what: string
  /** What was measured, with its unit. */
  readonly measured: string
  /** What it stands beside, measured in rounds between its own; '' where it stands alone. */
  readonly beside: string
  readonly ratio: number
  /** At least so much of what it stands beside, or at most; where nothing is asked of it, neither. */
  readonly bound?: { readonly must: number; readonly aim: number; readonly is: 'at least' | 'at most' }
  /** Where the time goes. */
  readonly limit?: string
}

export function sayHead(title: string): void {
  say(`\n${title}`)
}

/** A figure in two lines at most: what it is and its ratio, then what limits it. */
export function sayFigure({ what, measured, beside, ratio, bound, limit }: Figure): void {
  const shown = ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2)
  const side = beside === '' ? '' : `beside ${beside}`
  say(
    `  ${what.padEnd(34)}${measured.padEnd(32)} ${side.padEnd(46)} ${shown.padStart(7)}${asked(ratio, bound)}`,
  )
  if (limit !== undefined) say(`    ${limit}`)
}

function asked(ratio: number, bound: Figure['bound']): string {
  if (!bound) return ''
  const reaches = (limit: number) => (bound.is === 'at least' ? ratio >= limit : ratio <= limit)
  const how = reaches(bound.aim) ? 'aim met' : reaches(bound.must) ? 'met' : 'NOT MET'
  return `   ${bound.is} ${shortly(bound.must)}, aim ${shortly(bound.aim)}: ${how}`
}

function shortly(bound: number): string {
  return bound.toLocaleString('en', { maximumFractionDigits: 2 })
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function perSecond(pace: number): string {
  return `${pace.toLocaleString('en', { maximumFractionDigits: 0 })}/s`
}
