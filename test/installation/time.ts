import { type Clock } from '#basics'

export const TIME_ZONE = 'Asia/Shanghai'
const DAY_MS = 24 * 60 * 60 * 1_000

export interface Time {
  readonly clock: Clock
  readonly pass: (ms: number) => void
  /** How far it was set forward, in days. */
  readonly daysAhead: () => number
}

/** A clock that can be set forward. It goes with the machine's; from a moment that is given it stands until it is set. */
export function movableTime(from?: string): Time {
  let aheadMs = 0
  return {
    clock: () => new Date((from === undefined ? Date.now() : Date.parse(from)) + aheadMs),
    pass(ms) {
      aheadMs += ms
    },
    daysAhead: () => aheadMs / DAY_MS,
  }
}
