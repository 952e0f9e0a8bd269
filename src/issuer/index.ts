export { IssuerError, type IssuerErrorCode } from './error.ts'
export {
  installCertificate,
  issuersOf,
  type IssuingKey,
  keyForDay,
  loadIssuingKeys,
  markLost,
  requestKey,
} from './keys.ts'
export { draftIssuers, installIssuers, ISSUERS_FILE, publishIssuers, signIssuers } from './list.ts'
export { certify, fingerprintOf, makeRoot, type Root } from './root.ts'
export { type Paper, paperContent } from './paper/content.ts'
export { qrSvg } from './paper/qr.ts'
export { openRenderer, type Rendered, type Renderer } from './paper/renderer.ts'
export { ensureSampleKey } from './sample.ts'
