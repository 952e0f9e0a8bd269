import { sameBytes } from '../basics/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { type AuditResult, resultOf } from './result.ts'
import { openCheckpoint } from '../log/open-checkpoint.ts'
import type { Policy } from '../log/policy.ts'
import { type TileReader, rootAt } from '../log/tile-reader.ts'

/**
 * Whether an earlier checkpoint is a beginning of the tree. Its root is computed anew from tiles that the present
 * checkpoint stands for; that says all that a consistency proof would say. If it is not, the two notes
 * together convict the log before anybody: it has signed two histories. A copy with fewer entries than the earlier one is
 * older: it convicts nobody, and whether the earlier one continues it can be seen from newer files alone.
 */
export async function auditHistory({
  note,
  policy,
  checkpoint,
  tiles,
}: {
  readonly note: Uint8Array
  readonly policy: Policy
  readonly checkpoint: Checkpoint
  readonly tiles: TileReader
}): Promise<AuditResult> {
  try {
    const opened = await openCheckpoint(note, policy)
    if (opened.outcome !== 'opened' || opened.checkpoint.origin !== checkpoint.origin) {
      return result('unchecked', 'A kept checkpoint is not signed by this log.')
    }
    const { size, root } = opened.checkpoint
    if (size > checkpoint.size)
      return result('older', `You have seen the log with ${size} entries; this copy has ${checkpoint.size}.`)
    if (!sameBytes(await rootAt(size, tiles), root)) {
      return result('failed', `The first ${size} entries are not those of the kept checkpoint.`)
    }
    return result('proved', `The first ${size} entries are those of the kept checkpoint.`)
  } catch (error) {
    const found = resultOf('history', error)
    // A kept note that is broken, or tiles that are not there to compare it with, do not convict the log.
    return { ...found, outcome: 'unchecked' }
  }
}

function result(outcome: AuditResult['outcome'], detail: string): AuditResult {
  return { claim: 'history', outcome, detail }
}
