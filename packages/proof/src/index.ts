export { asHash, emptyRoot, type Hash, leafHash, nodeHash, readHash } from './hash.ts'
export { type InclusionClaim, makeInclusion, verifyInclusion } from './inclusion.ts'
export { type ConsistencyClaim, makeConsistency, verifyConsistency } from './consistency.ts'
export { type HashSource, type LeafRange, type TreeNode } from './subtree.ts'
export { type CompactRange, compactRange } from './compact-range.ts'
export { memoryTree } from './memory-tree.ts'
export { EMPTY_EDGE, growTree, rootOfEdge, type TreeEdge, type WrittenTile } from './tree-edge.ts'
export { newTiles, readTilePath, TILE_WIDTH, type TileName, tilePath, tileWidth } from './tile-path.ts'
export { asTile, hashAt, hashOfRun, type Tile } from './tile.ts'
export { rootAt, type TileReader, tileReader } from './tile-reader.ts'
export { readBundle, writeBundle } from './bundle.ts'
export { printable } from './printable.ts'
export { type Fetcher, MOST_FILE_BYTES, readAhead, readAtMost, webFetcher } from './fetcher.ts'

export { COSIGNER_KEY, type KeyType, NOTE_KEY } from './note-key.ts'
export { readVerifierKey, type VerifierKey, verifierKey, writeVerifierKey } from './note-key.ts'
export { readSigner, type Signer, signerFromSeed, writeSigningKey } from './signer.ts'
export { type Note, type NoteSignature, readNote, readSignature, writeNote, writeSignature } from './note.ts'
export { type OpenedNote, openNote, type Signed, signNote } from './open-note.ts'
export { cosign, verifyCosignature } from './cosignature.ts'
export { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
export { openSuccession, writeSuccession } from './key-succession.ts'
export { type OpenedCheckpoint, openCheckpoint } from './open-checkpoint.ts'
export { type Policy, type PolicyKey, policyOfLogs, type Quorum, quorumMet, readPolicy } from './policy.ts'
export {
  readTlogProof,
  type TlogProof,
  type VerifiedProof,
  verifyTlogProof,
  writeTlogProof,
} from './tlog-proof.ts'

export { addFigures, type Figures, NO_FIGURES } from './figures.ts'
export { type BaselineLeaf, type DayLeaf, type Leaf, type Organisations } from './leaf.ts'
export { type PersonLeaf, type RestateLeaf, type RetractLeaf } from './leaf.ts'
export { type ChannelSum, type Grade, GRADES, peopleByGrade } from './channel.ts'
export { figuresOf, readLeaf, writeLeaf } from './leaf-text.ts'
export { amendmentRecord, asCommitment, asDigest, commit, type Commitment } from './commitment.ts'
export { type Digest, digestOf, type Opening, opens, targetRecord } from './commitment.ts'
export { type Count, type CountFault, countLeaves, type CountResult, type Day } from './count.ts'
export { type Rule, startCount } from './count.ts'
export { type RunningSums, runningSums, type SumRule } from './running-sums.ts'
export { NO_TOTALS, sameTotals, type Totals, totalOf } from './totals.ts'
export { type Audit, audit, auditToEnd, type Verdict } from './audit.ts'
export { type Progress } from './audit-entries.ts'
export { type Claim, type Finding } from './finding.ts'
export { figuresFrom, type PublishedFigures, readPublishedFigures } from './published-figures.ts'

export { contentRecord, type PersonContent, type PersonRecord, personRecord } from './person-record.ts'
export { type EntryReader, entryReader } from './entry-reader.ts'
export { type BlockReader, blockReader } from './block-reader.ts'
export { type ClosedDay, type DayRange, rangeOf, readDays, writeDays } from './days-index.ts'
export { type LeafOpening, type PublishedEntries } from './published-entry.ts'
export { type PublishedEntry, type PublishedPerson } from './published-entry.ts'
export { readPublishedEntries, writePublishedEntries } from './published-entry.ts'
export { checkEntries, type PersonCheck } from './check-entries.ts'
export { findCode, type FoundCode } from './find-code.ts'
export { type LogMetadata, openLogMetadata, policyOfMetadata } from './log-metadata.ts'
export { readLogMetadata, readVerifierKeys, writeLogMetadata } from './log-metadata.ts'
export { chanceOfCode, checkCode, checkDigits } from './check-code.ts'

export { deskDigest, type DeskFile, deskFile, integrityOf, type PublishedDesk } from './desk-files.ts'
export { readPublishedDesk, writeDeskSums, writePublishedDesk } from './desk-files.ts'

export { decodeBase64, encodeBase64 } from './base64.ts'
export {
  foldBirth,
  foldCode,
  foldDay,
  foldField,
  foldLatinName,
  foldNumber,
  foldToken,
} from './short-field.ts'
export { ProofError, type ProofErrorCode } from './proof-error.ts'

export { type Certificate, type Check, CHECKED, CHECKED_HOW, type Declaration } from './certificate/claims.ts'
export {
  type Holder,
  type LeafPlace,
  numberInFours,
  readNumber,
  type StatusPlace,
} from './certificate/claims.ts'
export { type Es256Key, type Es256Signer, verifyEs256 } from './certificate/es256.ts'
export { isBirth } from './certificate/birth.ts'
export { signCose } from './certificate/cose.ts'
export { writeCompact } from './certificate/compact.ts'
export { certificateLink, hasDigits, readCertificateLink } from './certificate/link.ts'
export { fileKind } from './certificate/file-kind.ts'
export { lookUpCodeOf, lookUpHash, readLookUpCode } from './certificate/look-up-code.ts'
export { issueCredential, SHOWN, showCredential, type Shown } from './certificate/credential.ts'
export { credentialInPdf } from './certificate/pdf.ts'
export {
  readStatusList,
  signStatusList,
  type CertificateState,
  type State,
  STATES,
  type StatusList,
  statusPath,
} from './certificate/status-list.ts'
export {
  findIssuerKey,
  type IssuerKey,
  type Issuers,
  readIssuers,
  signedPart,
  writeIssuers,
} from './certificate/issuers.ts'
export {
  type CertificateVerdict,
  checkCertificate,
  type Checked,
  readFile,
  readPaper,
  readText,
  type ShownCertificate,
} from './certificate/check.ts'
