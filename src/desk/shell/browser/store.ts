import { useEffect, useState } from 'preact/hooks'

/** A value that views show, and are shown anew by when it changes. */
export interface Store<Value> {
  readonly get: () => Value
  readonly set: (next: Value) => void
  /** The value, for a view. */
  readonly use: () => Value
}

export function store<Value>(first: Value): Store<Value> {
  let value = first
  const showing = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const show of showing) show()
    },
    use() {
      const [, show] = useState({})
      const shown = value
      useEffect(() => {
        const again = () => show({})
        showing.add(again)
        // It may have changed between showing and listening.
        if (!Object.is(shown, value)) again()
        return () => void showing.delete(again)
      }, [])
      return value
    },
  }
}
