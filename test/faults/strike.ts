import { becomes } from './becomes.ts'
import { type Crowd } from './crowd.ts'
import { type Victim, type WholeInstallation } from '../installation/whole.ts'

/** How many are taken in between two kills at the least, so that each strikes an installation at work. */
const ACKNOWLEDGED_BETWEEN = 60
const BACK_LIMIT_MS = 60_000

/** Kill, and wait until somebody who sent her form afterwards was taken in. Returns how long that took. */
export async function strike(installation: WholeInstallation, crowd: Crowd, victim: Victim): Promise<number> {
  const struckAt = performance.now()
  await installation.strike(victim)
  const deadAt = performance.now()
  const isBack = () => crowd.acknowledged.find(({ sentAt }) => sentAt > deadAt)
  await becomes(`the installation is back after ${victim} was killed`, () => isBack() !== undefined, {
    limitMs: BACK_LIMIT_MS,
  })
  return Math.round((isBack()?.acknowledgedAt ?? Infinity) - struckAt)
}

export async function workFor(crowd: Crowd, atLeastMs: number): Promise<void> {
  const begun = performance.now()
  const before = crowd.acknowledged.length
  const isEnough = () =>
    performance.now() - begun > atLeastMs && crowd.acknowledged.length - before > ACKNOWLEDGED_BETWEEN
  await becomes('the installation has taken people in', isEnough)
}
