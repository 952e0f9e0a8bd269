import { identityToRecipient } from 'age-encryption'
import { labelOf } from '../../../vault/labels.ts'
import { ask, type Reply } from './ask.ts'
import { makeKeyPair } from './identity.ts'
import { openText, sealBoxKey } from './sealed.ts'

interface NeededBox {
  readonly branch: string
  readonly class: 'draft' | 'contact' | 'papers'
  readonly week: string
  readonly holders: readonly { readonly holder: string; readonly recipient: string }[]
}

/** Make a box that a branch lacks, sealed to everybody who may open it and to the recovery key. True if it is kept. */
export async function makeBox({ holders, ...slot }: NeededBox): Promise<boolean> {
  const { identity, recipient } = await makeKeyPair()
  const id = crypto.randomUUID()
  const keys = await Promise.all(
    holders.map(async (one) => ({
      holder: one.holder,
      sealed: await sealBoxKey(id, identity, one.recipient),
    })),
  )
  const { outcome } = await ask('boxMake', { ...slot, id, recipient, keys })
  return outcome === 'made'
}

/**
 * Look at what colleagues have sealed to us: open each key, and see that it is its box's. A box that we have opened is sealed to
 * from then on, also to the recovery key as we seal it; what does not open goes back.
 */
export async function lookAtKeys(identity: string): Promise<void> {
  for (;;) {
    const { proposed, keys, recovery } = await ask('boxLook')
    if (proposed.length + keys.length === 0) return
    const confirmed: { box: string; recovery: string | null }[] = []
    const looked = { confirmed, refused: [] as string[], good: [] as string[], bad: [] as string[] }
    for (const one of proposed) {
      const opened = await openFitting(identity, one)
      if (opened === null) looked.refused.push(one.box)
      else
        looked.confirmed.push({
          box: one.box,
          recovery: recovery && (await sealBoxKey(one.box, opened, recovery)),
        })
    }
    for (const one of keys) {
      const fits = (await openFitting(identity, one)) !== null
      looked[fits ? 'good' : 'bad'].push(one.box)
    }
    await ask('boxLooked', looked)
  }
}

/** A box's identity, or null if it does not open or is another box's. */
async function openFitting(
  identity: string,
  { box, sealed, recipient }: Reply<'boxLook'>['keys'][number],
): Promise<string | null> {
  const opened = await openText(identity, labelOf('box-key', box), sealed).catch(() => null)
  const fits = opened !== null && (await identityToRecipient(opened).catch(() => '')) === recipient
  return fits ? opened : null
}

/**
 * Hand on what colleagues are owed: whoever was admitted, came back with a new key or got another role meets the boxes of
 * before. Ours are opened here and sealed anew, page after page, until nothing is owed that we could give.
 */
export async function handKeysOn(identity: string): Promise<void> {
  let after: { box: string; holder: string } | null = null
  for (;;) {
    const { keys }: Reply<'keysOwed'> = await ask('keysOwed', { after })
    const last = keys.at(-1)
    if (!last) return
    after = { box: last.box, holder: last.holder }
    const given = []
    for (const { box, sealed, holder, recipient } of keys) {
      const boxIdentity = await openText(identity, labelOf('box-key', box), sealed).catch(() => null)
      if (boxIdentity) given.push({ box, holder, sealed: await sealBoxKey(box, boxIdentity, recipient) })
    }
    if (given.length > 0) await ask('keysGive', { keys: given })
  }
}
