export { checkDayFiles } from './check-days.ts'
export { publishedEntries, publishedLeaf } from './entries.ts'
export { publishDays, republish } from './publish-days.ts'
