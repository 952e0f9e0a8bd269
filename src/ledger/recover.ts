import { isDatabaseAway } from '#db'
import { SignerError } from '#signer'
import { type Checkpoint, emptyRoot, openCheckpoint, policyOfLogs, ProofError, readVerifierKey } from '#proof'
import { LedgerError } from './error.ts'
import { LOG } from './folder.ts'
import { type LedgerDeps } from './deps.ts'
import { lastSigned } from './sign.ts'
import { findBatch, findHead, findIdentity, findNewestBatch } from './store.ts'
import { readEdge } from './tree.ts'

/**
 * Hold the three places that know how long the log is to one another, before anything is appended: the database,
 * the signer, and the files that the world has. The database may be ahead of the other two by the one batch that
 * was under way. If anybody is ahead of the database, an old backup was put back, and to go on would be to fork.
 * Throws {@link LedgerError}.
 */
export async function recover(deps: LedgerDeps): Promise<void> {
  const { db, folder, signer } = deps
  const { frozen, vkeys } = await signer.state()
  if (frozen) throw new LedgerError('frozen', 'the signer is frozen: this ledger has ended')
  const signed = await lastSigned(signer)
  const identity = await findIdentity(db)
  if (!identity) return refuseOrphans(deps, signed)
  if (signed.origin !== identity.origin || !vkeys.some((vkey) => identity.vkeys.includes(vkey)))
    throw new LedgerError(
      'other-key',
      `the signer's keys are not those of ${identity.origin}: read the runbook`,
    )

  const newest = await findNewestBatch(db)
  if (signed.size > (newest?.size ?? 0))
    throw new LedgerError(
      'database-behind',
      `the signer has signed ${signed.size} leaves and the database has ${newest?.size ?? 0}: an old backup was put back`,
    )
  await refuseUnknown(deps, signed, 'the signer has signed')

  const published = await publishedCheckpoint(deps, identity.vkeys)
  const head = await findHead(db)
  if (published && published.size > head.signed)
    throw new LedgerError(
      'files-ahead',
      `${published.size} leaves are published and the database has signed ${head.signed}: an old backup was put back`,
    )
  if (published) await refuseUnknown(deps, published, 'the world has')
  if (head.published === 0) return
  if (!published || published.size < head.published)
    throw new LedgerError(
      'files-damaged',
      'the published checkpoint is gone, or an older one: run "exeunt fsck"',
    )
  const batch = await findBatch(db, head.published)
  readEdge(folder, batch ?? { size: 0, root: emptyRoot() })
}

/** A database without a log, beside a signer or files that have one. */
async function refuseOrphans({ folder }: LedgerDeps, signed: Checkpoint): Promise<void> {
  if (signed.size > 0)
    throw new LedgerError(
      'database-behind',
      `the signer has signed ${signed.size} leaves and the database has none: an old backup was put back`,
    )
  if (folder.get(`${LOG}/checkpoint`))
    throw new LedgerError(
      'files-ahead',
      'a log is published and the database has none: an old backup was put back',
    )
}

async function refuseUnknown({ db }: LedgerDeps, { size, root }: Checkpoint, who: string): Promise<void> {
  if (size === 0) return
  const batch = await findBatch(db, size)
  if (batch && Buffer.compare(batch.root, root) === 0) return
  throw new LedgerError('forked', `${who} another tree of ${size} leaves than the database: read the runbook`)
}

async function publishedCheckpoint(
  { folder }: LedgerDeps,
  vkeys: readonly string[],
): Promise<Checkpoint | undefined> {
  const note = folder.get(`${LOG}/checkpoint`)
  if (!note) return undefined
  try {
    const opened = await openCheckpoint(note, policyOfLogs(vkeys.map(readVerifierKey)))
    if (opened.outcome === 'opened') return opened.checkpoint
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
  }
  throw new LedgerError('files-damaged', `${LOG}/checkpoint is not signed by this log: run "exeunt fsck"`)
}

/** Errors of others, in the ledger's own words. What nobody foresaw stops it as well, and says where it was. */
export function asLedgerError(cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause
  if (cause instanceof SignerError) return new LedgerError('signer-away', cause.message, { cause })
  if (cause instanceof ProofError)
    return new LedgerError('files-damaged', 'the published files are not in order: run "exeunt fsck"', {
      cause,
    })
  if (!(cause instanceof Error)) return unforeseen(cause)
  const code = 'code' in cause ? String(cause.code) : ''
  if (DISK.has(code))
    return new LedgerError(
      'disk-refuses',
      `the ledger's files cannot be written or read (${code}): make room, or mend the disk`,
      { cause },
    )
  if (isDatabaseAway(cause))
    return new LedgerError('database-away', 'the database refused or did not answer', { cause })
  return unforeseen(cause)
}

const DISK = new Set(['EACCES', 'EDQUOT', 'EIO', 'EISDIR', 'EMFILE', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'])

function unforeseen(cause: unknown): LedgerError {
  return new LedgerError('not-in-order', 'something stopped the ledger that was not foreseen', { cause })
}
