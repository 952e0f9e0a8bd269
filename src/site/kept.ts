import { type Day } from '#basics'

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

/** `read`, asked at most once in two seconds however many visitors there are (invariant: Hot paths never fan out). A failed reading is not kept. */
export function keptForAMoment<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined
  let readAt = -Infinity
  return () => {
    if (!reading || performance.now() - readAt > FRESH_MS) {
      readAt = performance.now()
      reading = read()
      reading.catch(() => (reading = undefined))
    }
    return reading
  }
}
