/**
 * Where a declaration was taken down, and by whom: sealed with it, for the reviewer who opens it. Nothing that is stored in
 * the clear says either of them once the case is decided.
 */
export interface TakenDown {
  /** The branch, as its own name says. */
  readonly at: string
  /** The operator's name at the desk. */
  readonly by: string
}
