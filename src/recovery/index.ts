export { type Exported, exportForRecovery } from './export.ts'
export {
  type BoxLine,
  type RecordLine,
  type Recovered,
  type RecoveryHeader,
  type WaitingMember,
} from './format.ts'
export { type Given, giveRecovered } from './give.ts'
export { inviteToRecover } from './invite.ts'
