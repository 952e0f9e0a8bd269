export { type Entry, type EntrySummary } from './entry.ts'
export { isShownNow, lastNumber, listEntries, numberOf, readEntry } from './read.ts'
export { takeAccepted } from './take-accepted.ts'
export { eraseFromRegister } from './erase.ts'
