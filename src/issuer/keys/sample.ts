import { type Clock, dayAt, dayPlus, midnightOf, type Random, yearsAfter } from '#basics'
import { installCertificate, loadIssuingKeys, requestKey } from './keys.ts'
import { certify, makeRoot } from './root.ts'

const YEARS = 9

/**
 * A demonstration's key, under a root that says SAMPLE and is thrown away at once. A real installation takes nothing from it: its name
 * is in the certificate, and the page that verifies says it above everything else.
 */
export async function ensureSampleKey(
  directory: string,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<void> {
  if (loadIssuingKeys(directory).length > 0) return
  // West of UTC the centre may still have the day before, and signs on that one.
  const day = dayPlus(dayAt(clock(), 'UTC'), -1)
  const [from, to] = [midnightOf(day), midnightOf(yearsAfter(day, YEARS))]
  const root = await makeRoot({ name: 'SAMPLE centre', sample: true, from, random })
  const chain = await certify(root.file, { request: requestKey(directory), from, to, random })
  installCertificate(directory, { chain, demo: true })
}
