export { cleanName, cleanText, isReadable, lengthOf, NAME_MAX, WORDS_MAX } from './text.ts'
export { isPlace, PLACES, type Place } from './places.ts'
export { type Channel, type Door, DOORS } from './registry.ts'
export {
  BASES,
  type Basis,
  type Finding,
  type FindingCode,
  type NameKind,
  type Person,
  type Submission,
} from './submission.ts'
export { PEOPLE_MAX, VISIBILITIES, type Visibility } from './submission.ts'
export { type TakenDown } from './branch/taken-down.ts'
export { blankDraft, type Draft, type DraftPerson, saysWhat, withAnswers, withFewOpen } from './form/draft.ts'
export { type Change, changeDraft, type ChangedDraft } from './form/change-draft.ts'
export { type Taken } from './form/take-list.ts'
export { type Fault, type FaultCode, type PersonPart, toSubmission } from './form/to-submission.ts'
export { GUESSES, type Guess } from './list/index.ts'
