import { Secret, systemClock, systemRandom } from '#basics'
import { issuingAt } from '#certificates'
import { SAMPLE_CENTRE } from '#config'
import { type DeskDeps } from '#desk'
import { publicFolder } from '#ledger'
import { deskKeys } from '#vault'
import { silent } from '../template-db.ts'
import { TIME_ZONE } from './time.ts'

/** What a desk has, and for what is not given: no script, nothing published, no box, and nobody who signs certificates. */
export function deskDeps(given: Pick<DeskDeps, 'db' | 'origin'> & Partial<DeskDeps>): DeskDeps {
  return {
    clock: systemClock,
    random: systemRandom,
    logger: silent,
    budget: { hour: 20, day: 120 },
    undoMs: 0,
    timeZone: TIME_ZONE,
    sample: false,
    centre: SAMPLE_CENTRE,
    assets: new Map(),
    issuing: issuingAt('/nowhere'),
    folder: publicFolder('/nowhere'),
    keys: deskKeys(new Secret(new Uint8Array(32))),
    boxes: () => Promise.resolve(null),
    ...given,
  }
}
