export { type ActsHead, headText } from './chain.ts'
export { type BrokenAct, checkActs } from './check-acts.ts'
export { type AuditedAct, recordAct } from './record.ts'
export { findActsHead } from './store.ts'
