import { Encrypter } from 'age-encryption'
import { Secret, systemRandom } from '#basics'
import { identityFromSeed, sealFile, sealRecord } from '#vault'
import { type Figure, perSecond } from './figure.ts'
import { median } from './rounds.ts'

/** Ours, on node:crypto, beside typage's, which is the format's own library: the same bytes to the same recipient, on one thread. */
export async function sealFigure({
  rounds,
  lengthMs,
}: {
  rounds: number
  lengthMs: number
}): Promise<Figure> {
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
  for (let round = 0; round < rounds; round += 1) {
    native.push(await pace(lengthMs, () => sealRecord(record)))
    typage.push(await pace(lengthMs, () => encrypter.encrypt(padded)))
  }
  return {
    what: 'records of 1 KiB sealed',
    measured: perSecond(median(native)),
    beside: `typage ${perSecond(median(typage))}`,
    ratio: median(native) / median(typage),
  }
}

async function pace(lengthMs: number, work: () => unknown): Promise<number> {
  const begun = performance.now()
  let done = 0
  for (; performance.now() - begun < lengthMs; done += 1) await work()
  return (done * 1_000) / (performance.now() - begun)
}
