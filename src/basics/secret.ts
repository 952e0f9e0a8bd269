/** A secret that cannot be printed, logged or serialised by accident. */
export class Secret<Value extends string | Uint8Array> {
  readonly #value: Value

  constructor(value: Value) {
    this.#value = value
  }

  /** The secret itself. Every call site is a place to audit. */
  reveal(): Value {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }
}
