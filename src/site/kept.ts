import { isDeepStrictEqual } from 'node:util'
import { type Day } from '#basics'

/** What is so now: itself where it is at hand, else once it has been read. What is the same as before is the same object. */
export type Now<Value> = () => Value | Promise<Value>

/** `read`, asked once a day of the centre. A failed reading is not kept. */
export function keptForTheDay<Value>(
  today: () => Day,
  read: (day: Day) => Promise<Value>,
): () => Promise<Value> {
  let known: { readonly day: Day; readonly reading: Promise<Value> } | undefined
  return () => {
    const day = today()
    if (known?.day !== day) {
      known = { day, reading: read(day) }
      known.reading.catch(() => (known = undefined))
    }
    return known.reading
  }
}

const FRESH_MS = 2_000

/**
 * `read`, asked at most once in two seconds however many visitors there are (invariant: Hot paths never fan out). Whoever comes while it
 * is being read waits for that, unless it takes longer. A failed reading is not kept.
 */
export function keptForAMoment<Value>(read: () => Promise<Value>): Now<Value> {
  const same = sameAsBefore<Value>()
  let kept: { readonly value: Value; readonly begunAt: number } | undefined
  let underWay: UnderWay<Value> | undefined
  const begin = (): Promise<Value> => {
    const begunAt = performance.now()
    const reading = started(read).then((value) => {
      kept = { value: same(value), begunAt }
      return kept.value
    })
    underWay = { reading, begunAt }
    const over = () => {
      if (underWay?.reading === reading) underWay = undefined
    }
    reading.then(over, over)
    return reading
  }
  return () => {
    if (kept && performance.now() - kept.begunAt <= FRESH_MS) return kept.value
    if (underWay && performance.now() - underWay.begunAt <= FRESH_MS) return underWay.reading
    return begin()
  }
}

/** What takes longer hangs, and nobody else waits for it. */
const SLOW_MS = 1_000

/**
 * `read`, once for all who ask at the same time: for those whose requests lie there already when it begins. Whoever comes while it is under way
 * waits for the next: nobody is told what was so before she came.
 */
export function readTogether<Value>(read: () => Promise<Value>): () => Promise<Value> {
  const same = sameAsBefore<Value>()
  let underWay: UnderWay<Value> | undefined
  let next: PromiseWithResolvers<Value> | undefined
  const isUnderWay = () => underWay !== undefined && performance.now() - underWay.begunAt <= SLOW_MS
  const begin = (): void => {
    if (!next || isUnderWay()) return
    const reading = started(read).then(same)
    underWay = { reading, begunAt: performance.now() }
    next.resolve(reading)
    next = undefined
    const over = () => {
      if (underWay?.reading !== reading) return
      underWay = undefined
      begin()
    }
    reading.then(over, over)
  }
  return () => {
    next ??= Promise.withResolvers<Value>()
    if (!isUnderWay()) setImmediate(begin)
    return next.promise
  }
}

interface UnderWay<Value> {
  readonly reading: Promise<Value>
  readonly begunAt: number
}

/** What it throws at once is thrown as what it throws later. */
async function started<Value>(read: () => Promise<Value>): Promise<Value> {
  return read()
}

/** `read`, kept as long as `state` is the same object. What was read while it changed is given, and not kept. */
export function keptWhile<State, Value>(
  state: () => Promise<State>,
  read: (state: State) => Promise<Value>,
): () => Promise<Value> {
  let kept: { readonly of: State; readonly value: Value } | undefined
  let underWay: { readonly of: State; readonly reading: Promise<Value> } | undefined
  const readAnew = async (now: State) => {
    const value = await read(now)
    if ((await state()) === now) kept = { of: now, value }
    return value
  }
  return async () => {
    const now = await state()
    if (kept?.of === now) return kept.value
    if (underWay?.of === now) return underWay.reading
    const reading = readAnew(now)
    underWay = { of: now, reading }
    const over = () => {
      if (underWay?.reading === reading) underWay = undefined
    }
    reading.then(over, over)
    return reading
  }
}

/** What equals the value before is that one: whoever made something of it looks whether it is the same object. */
function sameAsBefore<Value>(): (value: Value) => Value {
  let before: { readonly value: Value } | undefined
  return (value) => {
    if (!before || !isDeepStrictEqual(before.value, value)) before = { value }
    return before.value
  }
}
