// Also runs in a browser.
/**
 * `make`, which remembers what it has made for each key. For a handful of keys, a language or a time zone, and
 * for things that are slow to make: nothing is ever forgotten.
 */
export function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}
