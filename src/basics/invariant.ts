/** A broken promise of our own code. Never caused by input; never shown to a visitor. */
export class InvariantError extends Error {
  override name = 'InvariantError'
}

/** Assert what must be. The message stays in production: it names the promise, never the data. */
export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new InvariantError(promise)
}
