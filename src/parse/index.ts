export {
  ageFile,
  base64url,
  branchId,
  bytes,
  count,
  day,
  digest,
  flag,
  list,
  moment,
  recipient,
  text,
  uuid,
  wholeNumber,
} from './pieces.ts'
export { parsed, parsedJson, type Schema } from './read.ts'
