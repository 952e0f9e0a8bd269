export { IssuerError, type IssuerErrorCode } from './error.ts'
export {
  installCertificate,
  ISSUERS_FILE,
  issuersOf,
  type IssuingKey,
  keyForDay,
  loadIssuingKeys,
  markLost,
  publishIssuers,
  requestKey,
} from './keys.ts'
export { certify, fingerprintOf, makeRoot, type Root } from './root.ts'
export { type Paper, paperContent } from './paper/content.ts'
export { qrSvg } from './paper/qr.ts'
export { openRenderer, type Rendered, type Renderer } from './paper/renderer.ts'
export { ensureSampleKey } from './sample.ts'
