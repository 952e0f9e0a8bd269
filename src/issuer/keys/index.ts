export {
  installCertificate,
  issuersOf,
  type IssuingKey,
  keyForDay,
  loadIssuingKeys,
  markLost,
  requestKey,
} from './keys.ts'
export { draftIssuers, installIssuers, publishIssuers, signIssuers } from './list.ts'
export { certify, fingerprintOf, makeRoot, type Root } from './root.ts'
export { ensureSampleKey } from './sample.ts'
