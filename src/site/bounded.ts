interface Sized {
  readonly sizeBytes: number
}

/** What is kept under names, and no more of it than so many bytes: what was asked for longest ago goes first. */
export interface Bounded<Value extends Sized> {
  get(name: string): Value | undefined
  set(name: string, value: Value): void
}

export function bounded<Value extends Sized>(mostBytes: number): Bounded<Value> {
  // In the order in which they were asked for.
  const kept = new Map<string, Value>()
  let sizeBytes = 0

  const remove = (name: string) => {
    sizeBytes -= kept.get(name)?.sizeBytes ?? 0
    kept.delete(name)
  }
  return {
    get(name) {
      const value = kept.get(name)
      if (value) {
        kept.delete(name)
        kept.set(name, value)
      }
      return value
    },
    set(name, value) {
      remove(name)
      if (value.sizeBytes > mostBytes) return
      kept.set(name, value)
      sizeBytes += value.sizeBytes
      for (const oldest of kept.keys()) {
        if (sizeBytes <= mostBytes) return
        remove(oldest)
      }
    },
  }
}
