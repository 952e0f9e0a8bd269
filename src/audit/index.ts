export { type AuditedAct, recordAct } from './record.ts'
