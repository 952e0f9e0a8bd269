import { type BlockReader, blockReader } from '../log/block-reader.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { type Answer, CliError, type Input, say } from './input.ts'
import { type Place, findPlace } from './place.ts'
import { AFTER_ITS_END, findTrust, goesOnAfterItsEnd } from './trust.ts'
import { entryReader } from '../log/entry-reader.ts'
import { readAhead } from '../log/fetcher.ts'
import { writeVerifierKey } from '../log/note-key.ts'
import { openCheckpoint } from '../log/open-checkpoint.ts'
import { ProofError } from '../basics/proof-error.ts'
import { tileReader } from '../log/tile-reader.ts'

/** A log whose checkpoint is signed, to be read from as needed. */
export interface CheckedLog {
  readonly place: Place
  readonly checkpoint: Checkpoint
  readonly reader: BlockReader
  /** What a check that fails nowhere comes to: not all is proved under a key that the log serves itself. */
  readonly answer: Answer
}

export async function openLog(input: Input, target: string): Promise<CheckedLog> {
  const place = await findPlace(target)
  const trust = await findTrust(input, place)
  const { policy, from } = trust
  const opened = await openCheckpoint(place.checkpoint, policy)
  if (opened.outcome !== 'opened')
    throw new CliError(`No key that is believed has signed the checkpoint of this log (${opened.outcome}).`)
  if (opened.quorum === 'missed') throw new CliError('Too few of the witnesses have cosigned the checkpoint.')
  const { checkpoint } = opened
  if (goesOnAfterItsEnd(trust, checkpoint)) throw new ProofError('bad-metadata', AFTER_ITS_END)
  const fetcher = readAhead(place.log)
  const tiles = tileReader({ fetcher, ...checkpoint })
  const entries = entryReader({ fetcher, tiles, size: checkpoint.size })
  const [key] = policy.logs.map((log) => writeVerifierKey(log.key))
  if (from === 'log') say(`not checked key: ${key ?? ''} is what the log itself serves.`)
  return {
    place,
    checkpoint,
    reader: blockReader(entries, checkpoint.size),
    answer: from === 'log' ? 'unchecked' : 'proved',
  }
}
