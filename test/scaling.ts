// How much more it costs to read sixteen times as much. Whoever sends us text chooses its shape, so each reader is given
// shapes that have made others quadratic: endless runs, marks out of order, characters that become many, nesting.

export interface Reading {
  readonly name: string
  /** The most that ever reaches it, in UTF-16 units: what its caller has bounded already. */
  readonly most: number
  /** Reads, and may throw: a refusal costs as well. */
  readonly read: (text: string) => unknown
  /** What only this reader is looking for. */
  readonly shapes?: readonly string[]
}

export interface Excess {
  readonly shape: string
  readonly length: number
  readonly ms: number
  /** Of sixteen times the text to the text. */
  readonly ratio: number
}

const TIMES = 16
/** Linear is 16, quadratic 256. */
const MOST_RATIO = 100
/** What costs less at its greatest length stops nobody, and is too short to be measured. */
const NOTICED_MS = 10
const LONG_MS = 60
const TRIES = 12
const GROWTH = 4
const STEPS = 4

const SHAPES = [
  'a',
  'a,',
  'a b',
  '1',
  '1,',
  '0.',
  ' ',
  '\n',
  '\r\n',
  '\t\u3000',
  '、，；',
  '林小雨，退党\n',
  '-',
  '=&',
  '%',
  '@',
  'a@',
  '+',
  '?',
  '!',
  ':',
  '…',
  '<!--',
  '"',
  '\\',
  '\\u0000',
  '[',
  '[]',
  '{"a":',
  '{"a":1},',
  '((',
  // Marks of two classes: normalising sorts each run of them.
  '\u0301\u0323',
  'a\u0323\u0301',
  '\u0f71\u0f72\u0f74',
  // One character that becomes four, seven, and eighteen.
  '\u33c2',
  '\u33af',
  '\ufdfa',
  '\ufb2c',
  '\u1100\u1161\u11a8',
  '\ud800',
  '\udfff',
  '\u200b',
  '\u202e',
  '\u200d\u{1f468}',
  '\u{e0041}',
  '\0',
  '\ufeff',
  '～',
  '１',
  'İ',
  '\uff9e\u0345',
]

/**
 * The first shape with which `read` costs more than in proportion, or null. It grows from little to much, so that what is
 * out of all proportion is found before it takes for ever. A busy machine adds to some readings and seldom to all: the
 * least of several tries counts, and they end as soon as one is in proportion.
 */
export async function excessOf({ read, most, shapes = [] }: Reading): Promise<Excess | null> {
  for (const shape of [...SHAPES, ...shapes]) {
    for (let step = STEPS - 1; step >= 0; step -= 1) {
      const length = Math.floor(most / GROWTH ** step)
      const excess = await excessAt(read, { shape, length })
      if (excess) return excess
    }
  }
  return null
}

async function excessAt(
  read: Reading['read'],
  { shape, length }: { shape: string; length: number },
): Promise<Excess | null> {
  const [little, much] = [repeated(shape, length / TIMES), repeated(shape, length)]
  let [least, ms] = [Infinity, Infinity]
  for (let tried = 0; tried < TRIES; tried += 1) {
    ms = Math.min(ms, await costMs(read, much))
    if (ms < NOTICED_MS) return null
    least = Math.min(least, await costMs(read, little))
    if (ms <= MOST_RATIO * least) return null
  }
  return { shape, length, ms, ratio: ms / least }
}

/** With an end that fits none of it: what nearly matches is read the longest. */
function repeated(shape: string, length: number): string {
  return `${shape.repeat(Math.ceil(length / shape.length)).slice(0, Math.max(0, Math.floor(length) - 1))}!`
}

/** A long reading by the time that this thread was at work; of a short one that clock is too coarse. */
async function costMs(read: Reading['read'], text: string): Promise<number> {
  const cpu = process.threadCpuUsage()
  const begun = performance.now()
  try {
    await read(text)
  } catch {
    // Refused.
  }
  const ms = performance.now() - begun
  if (ms < LONG_MS) return ms
  const { user, system } = process.threadCpuUsage(cpu)
  return Math.min(ms, (user + system) / 1_000)
}
