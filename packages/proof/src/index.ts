export { asHash, emptyRoot, type Hash, leafHash, nodeHash, readHash } from './hash.ts'
export { type InclusionClaim, makeInclusion, verifyInclusion } from './inclusion.ts'
export { type ConsistencyClaim, makeConsistency, verifyConsistency } from './consistency.ts'
export { type HashSource, type LeafRange, type TreeNode } from './subtree.ts'
export { type CompactRange, compactRange } from './compact-range.ts'
export { memoryTree } from './memory-tree.ts'
export { EMPTY_EDGE, growTree, rootOfEdge, type TreeEdge, type WrittenTile } from './tree-edge.ts'
export { newTiles, readTilePath, TILE_WIDTH, type TileName, tilePath, tileWidth } from './tile-path.ts'
export { asTile, hashAt, hashOfRun, type Tile } from './tile.ts'
export { type TileReader, tileReader } from './tile-reader.ts'
export { readBundle, writeBundle } from './bundle.ts'
export { type Fetcher, webFetcher } from './fetcher.ts'

export { COSIGNER_KEY, type KeyType, NOTE_KEY } from './note-key.ts'
export { readVerifierKey, type VerifierKey, verifierKey, writeVerifierKey } from './note-key.ts'
export { readSigner, type Signer, signerFromSeed, writeSigningKey } from './signer.ts'
export { type Note, type NoteSignature, readNote, readSignature, writeNote, writeSignature } from './note.ts'
export { type OpenedNote, openNote, type Signed, signNote } from './open-note.ts'
export { cosign, verifyCosignature } from './cosignature.ts'
export { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
export { type OpenedCheckpoint, openCheckpoint } from './open-checkpoint.ts'
export { type Policy, type PolicyKey, policyOfLogs, type Quorum, quorumMet, readPolicy } from './policy.ts'
export {
  readTlogProof,
  type TlogProof,
  type VerifiedProof,
  verifyTlogProof,
  writeTlogProof,
} from './tlog-proof.ts'

export { type Figures, NO_FIGURES } from './figures.ts'
export { type BaselineLeaf, type DayLeaf, type Leaf, type Organisations } from './leaf.ts'
export { type PersonLeaf, type RetractLeaf } from './leaf.ts'
export { figuresOf, readLeaf, writeLeaf } from './leaf-text.ts'
export { amendmentRecord, asCommitment, asDigest, commit, type Commitment } from './commitment.ts'
export { type Digest, digestOf, type Opening, opens, targetRecord } from './commitment.ts'
export { type Count, type CountFault, countLeaves, type CountResult, type Day } from './count.ts'
export { type Rule, startCount, type Totals, totalOf } from './count.ts'
export { type Audit, audit, auditToEnd, type Verdict } from './audit.ts'
export { type Progress } from './audit-entries.ts'
export { type Claim, type Finding } from './finding.ts'

export { decodeBase64, encodeBase64 } from './base64.ts'
export { ProofError, type ProofErrorCode } from './proof-error.ts'
