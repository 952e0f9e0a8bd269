const FRESH_MS = 2_000

/** `read`, asked at most once in two seconds however many visitors there are. A failed reading is not kept. */
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
