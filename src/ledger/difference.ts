import { ProofError } from '#proof'

/**
 * The first place where the ledger is not what it should be: a row or a file by its name, and what is wrong with
 * it. What comes after it is not looked at: it may hang on this.
 */
export class Difference extends Error {
  override name = 'Difference'
  /** `ledger.leaf 12`, `log/tile/0/000`, `signer`: what an operator has to look at. */
  readonly place: string

  constructor(place: string, message: string) {
    super(message)
    this.place = place
  }
}

/** Go on only where this holds. */
export function must(holds: boolean, place: string, message: string): asserts holds {
  if (!holds) throw new Difference(place, message)
}

/** What was read, or the difference that it cannot be. */
export function readable<Read>(place: string, read: () => Read): Read {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof ProofError) throw new Difference(place, `it cannot be read: ${cause.message}`)
    throw cause
  }
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
