export { cleanName, cleanText, NAME_MAX, WORDS_MAX } from './text.ts'
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
export { addPerson, blankDraft, type Draft, type DraftPerson, readDraft, removePerson } from './draft.ts'
export { pasteList } from './paste-list.ts'
export { type Fault, type FaultCode, toSubmission } from './web-form.ts'
