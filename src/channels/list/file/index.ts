export { type FileOutcome, type FilePlace, type FileRead, readListFile, type Remark } from './read-file.ts'
export { type Encoding } from './decode-text.ts'
export { type Refusal } from './refused.ts'
