export { asHash, emptyRoot, type Hash, leafHash, nodeHash, readHash } from './log/hash.ts'
export { type InclusionClaim, makeInclusion, verifyInclusion } from './log/inclusion.ts'
export { type ConsistencyClaim, makeConsistency, verifyConsistency } from './log/consistency.ts'
export { type HashSource, type LeafRange, type TreeNode } from './log/subtree.ts'
export { type CompactRange, compactRange } from './log/compact-range.ts'
export { memoryTree } from './log/memory-tree.ts'
export { EMPTY_EDGE, growTree, rootOfEdge, type TreeEdge, type WrittenTile } from './log/tree-edge.ts'
export { newTiles, readTilePath, TILE_WIDTH, type TileName, tilePath, tileWidth } from './log/tile-path.ts'
export { asTile, hashAt, hashOfRun, type Tile } from './log/tile.ts'
export { rootAt, type TileReader, tileReader } from './log/tile-reader.ts'
export { keepTiles, type KeptTiles } from './log/kept-tiles.ts'
export { type Bundle, entriesOf, leafHashes, openBundle } from './log/bundle.ts'
export { readBundle, writeBundle } from './log/bundle.ts'
export { printable } from './basics/printable.ts'
export { type Fetcher, MOST_FILE_BYTES, readAhead, readAtMost, webFetcher } from './log/fetcher.ts'

export { COSIGNER_KEY, type KeyType, NOTE_KEY } from './log/note-key.ts'
export { readVerifierKey, type VerifierKey, verifierKey, writeVerifierKey } from './log/note-key.ts'
export { readSigner, type Signer, signerFromSeed, writeSigningKey } from './log/signer.ts'
export {
  type Note,
  type NoteSignature,
  readNote,
  readSignature,
  writeNote,
  writeSignature,
} from './log/note.ts'
export { type OpenedNote, openNote, type Signed, signNote } from './log/open-note.ts'
export { cosign, verifyCosignature } from './log/cosignature.ts'
export { type Checkpoint, readCheckpoint, writeCheckpoint } from './log/checkpoint.ts'
export { openSuccession, writeSuccession } from './log/key-succession.ts'
export { type OpenedCheckpoint, openCheckpoint } from './log/open-checkpoint.ts'
export {
  type Policy,
  type PolicyKey,
  policyOfLogs,
  type Quorum,
  quorumMet,
  readPolicy,
} from './log/policy.ts'
export {
  readTlogProof,
  type TlogProof,
  type VerifiedProof,
  verifyTlogProof,
  writeTlogProof,
} from './log/tlog-proof.ts'

export { addFigures, type Figures, NO_FIGURES, sameFigures } from './log/figures.ts'
export { type BaselineLeaf, type DayLeaf, type Leaf, type Organisations } from './log/leaf.ts'
export { type Person, type PersonLeaf, type RestateLeaf } from './log/leaf.ts'
export { type RetractLeaf, type WeighedLeaf } from './log/leaf.ts'
export { type ChannelSum, type Grade, GRADES, peopleByGrade } from './log/channel.ts'
export { figuresOf, readLeaf, writeLeaf } from './log/leaf-text.ts'
export { amendmentRecord, asCommitment, asDigest, commit, type Commitment } from './log/commitment.ts'
export { type Digest, digestOf, type Opening, opens, targetRecord } from './log/commitment.ts'
export { type Count, type CountFault, countLeaves, type CountResult, type Day } from './audit/count.ts'
export { type Rule, startCount } from './audit/count.ts'
export { type RunningSums, runningSums, type SumRule } from './audit/running-sums.ts'
export { NO_TOTALS, sameTotals, type Totals, totalOf } from './log/totals.ts'
export { type Audit, audit, auditToEnd, type Verdict } from './audit/audit.ts'
export { type Claim, type AuditResult, type Progress } from './audit/result.ts'
export { figuresFrom, type PublishedFigures, readPublishedFigures } from './audit/published-figures.ts'

export { contentRecord, type PersonContent, type PersonRecord, personRecord } from './log/person-record.ts'
export { type EntryReader, entryReader } from './log/entry-reader.ts'
export { type BlockReader, blockReader } from './log/block-reader.ts'
export { type ClosedDay, type DayRange, rangeOf, readDays, writeDays } from './log/days-index.ts'
export { DAY_FILES, dayFilePath, type ListedFile, NO_DAY_FILES } from './log/day-files.ts'
export { readDayFiles, writeDayFiles } from './log/day-files.ts'
export { unpacked } from './log/packed.ts'
export { type DayFile, type LeafOpening, type PublishedEntries } from './audit/published-entry.ts'
export { type PublishedEntry, type PublishedPerson } from './audit/published-entry.ts'
export { readPublishedEntries, writePublishedEntries } from './audit/published-entry.ts'
export { checkDayFile, type DayFileCheck, readListedFiles, type SiteFiles } from './audit/audit-files.ts'
export { checkEntries, type PersonCheck } from './audit/check-entries.ts'
export { findCode, type FoundCode } from './audit/find-code.ts'
export { type LogMetadata, openLogMetadata, policyOfMetadata } from './log/log-metadata.ts'
export { readLogMetadata, readVerifierKeys, writeLogMetadata } from './log/log-metadata.ts'
export { chanceOfCode, checkCode, checkDigits } from './audit/check-code.ts'

export { deskDigest, type DeskFile, deskFile, integrityOf, type PublishedDesk } from './audit/desk-files.ts'
export { readPublishedDesk, writeDeskSums, writePublishedDesk } from './audit/desk-files.ts'

export { decodeBase64, encodeBase64 } from './basics/base64.ts'
export {
  foldBirth,
  foldCode,
  foldDay,
  foldField,
  foldLatinName,
  foldNumber,
  foldToken,
} from './basics/short-field.ts'
export { ProofError, type ProofErrorCode } from './basics/proof-error.ts'

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
