export { IssuerError, type IssuerErrorCode } from './error.ts'
export { ISSUERS_FILE } from './issuers-file.ts'
export { qrSvg } from './qr.ts'
