import { type FiguresReply } from '../wire.ts'
import { ask } from './ask.ts'
import { makeKeyPair } from './identity.ts'
import { sealBoxKey } from './sealed.ts'

/** Make the box that this week lacks, sealed to every colleague and to the recovery key. True if it is kept. */
export async function makeBox({ week, holders }: NonNullable<FiguresReply['neededBox']>): Promise<boolean> {
  const { identity, recipient } = await makeKeyPair()
  const id = crypto.randomUUID()
  const keys = await Promise.all(
    holders.map(async (one) => ({
      holder: one.holder,
      sealed: await sealBoxKey(id, identity, one.recipient),
    })),
  )
  const { outcome } = await ask<{ outcome: string }>('boxMake', { id, week, recipient, keys })
  return outcome === 'made'
}
