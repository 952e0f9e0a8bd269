import { boxKeyLabel } from '../../vault/box-key-label.ts'
import { type GivenReply, type OwedReply, type WireNeededBox } from '../wire.ts'
import { ask } from './ask.ts'
import { makeKeyPair } from './identity.ts'
import { openText, sealBoxKey } from './sealed.ts'

/** Make a box that a branch lacks, sealed to everybody who may open it and to the recovery key. True if it is kept. */
export async function makeBox({ holders, ...slot }: WireNeededBox): Promise<boolean> {
  const { identity, recipient } = await makeKeyPair()
  const id = crypto.randomUUID()
  const keys = await Promise.all(
    holders.map(async (one) => ({
      holder: one.holder,
      sealed: await sealBoxKey(id, identity, one.recipient),
    })),
  )
  const { outcome } = await ask<{ outcome: string }>('boxMake', { ...slot, id, recipient, keys })
  return outcome === 'made'
}

/**
 * Hand on what colleagues are owed: whoever was admitted, came back with a new key or got another role meets the boxes of
 * before. Ours are opened here and sealed anew, page after page, until nothing is owed that we could give.
 */
export async function handKeysOn(identity: string): Promise<void> {
  let after: { box: string; holder: string } | null = null
  for (;;) {
    const { keys }: OwedReply = await ask('keysOwed', { after })
    const last = keys.at(-1)
    if (!last) return
    after = { box: last.box, holder: last.holder }
    const given = []
    for (const { box, sealed, holder, recipient } of keys) {
      const boxIdentity = await openText(identity, boxKeyLabel(box), sealed).catch(() => null)
      if (boxIdentity) given.push({ box, holder, sealed: await sealBoxKey(box, boxIdentity, recipient) })
    }
    if (given.length > 0) await ask<GivenReply>('keysGive', { keys: given })
  }
}
