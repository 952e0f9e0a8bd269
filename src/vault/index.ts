export { type Box, type BoxClass, type BoxId } from './box.ts'
export { labelOf, type RecordField } from './labels.ts'
export { type RecordLabel } from './record.ts'
export { makeBox, RECOVERY, RECOVERY_AGAIN } from './make-box.ts'
export {
  areOwed,
  boxesOf,
  findRecovery,
  giveKeys,
  keepRecovery,
  type KeyPlace,
  keysOf,
  type OwedKey,
  owedKeys,
  type SealedKey,
  type Slot,
} from './box-store.ts'
export {
  confirmProposal,
  type KeyToLookAt,
  markLookedAt,
  proposalsOf,
  refuseProposal,
  toConfirm,
  unopenedKeys,
} from './proposal-store.ts'
export { keyedHash, replyIdentitySeed, returnCodeEntropy } from './derive.ts'
export { asEntropy, type Entropy } from './entropy.ts'
export {
  type DeskKeys,
  deskKeyOf,
  deskKeys,
  deskKeysOf,
  type InstallationKeys,
  keepDeskKey,
  loadDeskKey,
  loadInstallationKeys,
} from './installation-keys.ts'
export {
  type HybridIdentity,
  identityFromSeed,
  readIdentity,
  recipientOfSeed,
  writeIdentity,
} from './identity.ts'
export { type HybridRecipient, parseRecipient } from './recipient.ts'
export { type CodeReading, type Misread, readReturnCode, returnCodeWords, whyMisread } from './return-code.ts'
export { digitsFor, inFours } from './return-digits.ts'
export { joinShares, NEEDED, readShare } from './shares.ts'
export { sealFile } from './seal-file.ts'
export { isSame, sentDigest } from './sent.ts'
export { openRecord, sealRecord } from './seal-record.ts'
export { isSealedKey } from './sealed-key.ts'
export { VaultError } from './vault-error.ts'
export { weeksToMakeFor, weeksToSealTo } from './weeks.ts'
