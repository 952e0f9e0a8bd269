import { handKeysOn, lookAtKeys, makeBox } from '../../shell/browser/box-keys.ts'
import { heldKey } from '../../shell/browser/session.ts'
import { type Figures } from './review.ts'

let tending = false

/** Keys that others will need, made and handed on beside her work. What keeps it from being done now is no trouble of hers. */
export async function tendKeys(neededBoxes: Figures['neededBoxes']): Promise<void> {
  if (tending) return
  tending = true
  try {
    for (const needed of neededBoxes) await makeBox(needed)
    const looking = heldKey()
    if (looking) await lookAtKeys(looking.identity)
    const handing = heldKey()
    if (handing) await handKeysOn(handing.identity)
  } catch {
    // Whoever signs in next does it.
  } finally {
    tending = false
  }
}
