import { readState, type RegisterState } from '#register'
import { type SiteDeps } from './deps.ts'
import { readTogether } from './kept.ts'

/** What pages of the register are made of: as long as it is the same object, what they say is the same. */
export interface RegisterNow extends RegisterState {
  /** To the minute, as an entry says on paper when it stood so. */
  readonly moment: Date
}

const MINUTE_MS = 60_000

/**
 * How the register stands at the moment of asking, and not a moment earlier: what two have agreed to hide is on no page that is asked for
 * afterwards. It is asked once for all who come at the same time.
 */
export function registerNow({ db, clock }: Pick<SiteDeps, 'db' | 'clock'>): () => Promise<RegisterNow> {
  return readTogether(async () => {
    const state = await readState(db)
    const moment = new Date(Math.floor(clock().getTime() / MINUTE_MS) * MINUTE_MS)
    return { ...state, moment }
  })
}
