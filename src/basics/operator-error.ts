/** An error that speaks for itself: its message is one line for the operator, which says what to do and quotes no secret. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}
