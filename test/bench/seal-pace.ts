import { Encrypter } from 'age-encryption'
import { Secret, systemRandom } from '#basics'
import { identityFromSeed, sealFile, sealRecord } from '#vault'
import { median } from './rounds.ts'

const ROUNDS = 3
const ROUND_MS = 1_000

/** Seals a second: ours, on node:crypto, beside typage's, which is the format's own library. Same bytes, same recipient. */
export async function sealPace(): Promise<{ native: number; typage: number }> {
  const { recipient } = identityFromSeed(new Secret(systemRandom(32)))
  const payload = systemRandom(1_024)
  const record = { recipient, recordId: crypto.randomUUID(), field: 'submission', version: 1, payload }
  // What the wrapper pads a kibibyte to.
  const padded = systemRandom(2_048)
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient.text)
  if (sealFile(recipient, padded).length !== (await encrypter.encrypt(padded)).length)
    throw new Error('the two write files of different lengths')

  const native: number[] = []
  const typage: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    native.push(await pace(() => sealRecord(record)))
    typage.push(await pace(() => encrypter.encrypt(padded)))
  }
  return { native: median(native), typage: median(typage) }
}

async function pace(work: () => unknown): Promise<number> {
  const begun = performance.now()
  let done = 0
  for (; performance.now() - begun < ROUND_MS; done += 1) await work()
  return (done * 1_000) / (performance.now() - begun)
}
