export { checkLists, type ListFault } from './check-lists.ts'
export { type IssuingDeps } from './issue.ts'
export { runIssuing } from './round.ts'
export { serveIssuing } from './serve.ts'
