export {
  type Application,
  type ApplicationDraft,
  type ApplicationFault,
  requestReference,
  toApplication,
  WHEN_MAX,
} from './application.ts'
export {
  addPaper,
  type Applicant,
  applicantByCode,
  ask,
  askableBranches,
  type AskingDeps,
  fetchFile,
  say,
  takeBack,
} from './ask.ts'
export { type AskableBranch, DECLINE_REASONS, FILE_KEPT_DAYS, type RequestByCode } from './applicant-store.ts'
export {
  askChange,
  CHANGE_REASONS,
  decline,
  handOver,
  openCopy,
  openPapers,
  openPrepared,
  openRecords,
  openRequest,
  type OpenedRequest,
  prepare,
  sayToApplicant,
} from './at-desk.ts'
export { type BranchFigures, type Issued, type ToRevoke, type Waiting } from './desk-store.ts'
export { branchFigures, certificatesAtDesk, certificatesWaiting, REMIND_AFTER_DAYS } from './figures.ts'
export { type Content, CONTENT_MAX_BYTES, type Facts } from './content.ts'
export { eraseCertificates } from './erase.ts'
export { lookUp, type LookUp } from './look-up.ts'
export { PICTURE_MAX_BYTES, pictureKind, PICTURES_MAX } from './pictures.ts'
export { changeState } from './settle.ts'
export { type Issuing, issuingAt } from './ask-issuer.ts'
