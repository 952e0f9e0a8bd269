export { publishedEntries } from './entries.ts'
export { publishDays } from './publish-days.ts'
