export { cleanName, cleanText, isReadable, lengthOf, NAME_MAX, normalized, WORDS_MAX } from './text.ts'
export { isPlace, PLACES, type Place } from './places.ts'
export {
  BASES,
  type Basis,
  CHANNEL_GRADE,
  type Channel,
  type Finding,
  type FindingCode,
  type Person,
  type Submission,
} from './submission.ts'
export { PEOPLE_MAX, VISIBILITIES, type Visibility } from './submission.ts'
export {
  blankDraft,
  type Draft,
  type DraftPerson,
  fieldsOf,
  FORM_MAX_BYTES,
  readDraft,
  rowsOf,
  saysWhat,
  withAnswers,
} from './draft.ts'
export { type Taken } from './take-list.ts'
export { changeDraft, type ChangedDraft } from './change-draft.ts'
export { type Fault, type FaultCode, toSubmission } from './web-form.ts'
