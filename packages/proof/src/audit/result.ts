import { ProofError } from '../basics/proof-error.ts'

/**
 * What an audit is about. Closed list:
 * - `checkpoint`: a log of the policy signed the head of this tree, as its own
 * - `witnesses`: enough witnesses of the policy cosigned it; left out where the policy asks for none
 * - `history`: an earlier checkpoint is a beginning of this tree; once for each
 * - `tiles`: each tile of hashes is the one that the checkpoint stands for
 * - `entries`: each entry is the one that its tile stands for
 * - `count`: each entry is a leaf that keeps the rules of the count
 * - `days`: each day leaf equals the sums up to it
 * - `figures`: the figures that the site prints are those sums; left out where none are at hand
 * - `files`: the files of what is published of each day's entries are those that the newest day leaf stands for; left out
 *   where a log is looked at alone
 */
export type Claim =
  | 'checkpoint'
  | 'witnesses'
  | 'history'
  | 'tiles'
  | 'entries'
  | 'count'
  | 'days'
  | 'figures'
  | 'files'

export interface AuditResult {
  readonly claim: Claim
  /**
   * `unchecked` is not a reproach: something was not readable, or hangs on what failed. Nor is `older`: the log had more
   * entries when it was looked at before, so this is a copy of earlier, and nothing in it contradicts that.
   */
  readonly outcome: 'proved' | 'failed' | 'unchecked' | 'older'
  readonly detail: string
  /** The path of the file at fault. */
  readonly place?: string | undefined
  /** The number of the entry at fault, from 0. */
  readonly index?: number | undefined
}

/** How far an audit is: the entries come first, then the files of the days that are closed. */
export interface Progress {
  readonly step: 'entries' | 'files'
  readonly done: number
  readonly of: number
}

/** The result that an error of reading the log is. Errors that are our own are thrown on. */
export function resultOf(claim: Claim, error: unknown): AuditResult {
  if (!(error instanceof ProofError)) throw error
  const unchecked = error.code === 'unreadable' || error.code === 'no-ed25519'
  const { message: detail, place, index } = error
  return { claim, outcome: unchecked ? 'unchecked' : 'failed', detail, place, index }
}
