import { type Clock, type Random } from '#basics'
import { installCertificate, loadIssuingKeys, requestKey } from './keys.ts'
import { certify, makeRoot } from './root.ts'

const YEARS = 9

/**
 * A demonstration's key, under a root that says SAMPLE and is thrown away at once. A real house takes nothing from it: its name
 * is in the certificate, and the page that verifies says it above everything else.
 */
export function ensureSampleKey(
  directory: string,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): void {
  if (loadIssuingKeys(directory).length > 0) return
  const from = clock()
  const to = new Date(from)
  to.setUTCFullYear(to.getUTCFullYear() + YEARS)
  const root = makeRoot({ name: 'SAMPLE centre', sample: true, from, random })
  const chain = certify(root.file, { request: requestKey(directory), from, to, random })
  installCertificate(directory, { chain, demo: true })
}
