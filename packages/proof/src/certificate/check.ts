import { leafHash } from '../log/hash.ts'
import { sameBytes } from '../basics/bytes.ts'
import type { Organisations } from '../log/leaf.ts'
import { readLeaf } from '../log/leaf-text.ts'
import { readVerifierKey } from '../log/note-key.ts'
import { policyOfLogs } from '../log/policy.ts'
import { ProofError } from '../basics/proof-error.ts'
import { readTlogProof, verifyTlogProof } from '../log/tlog-proof.ts'
import { broken } from './broken.ts'
import { type Certificate } from './claims.ts'
import { readCompact } from './compact.ts'
import { readCose } from './cose.ts'
import { type Credential, readCredential } from './credential.ts'
import { epochDay } from './day.ts'
import { verifyEs256 } from './es256.ts'
import { findIssuerKey, type IssuerKey, type Issuers } from './issuers.ts'
import { readCertificateLink } from './link.ts'
import { readStatusList, type State, type StatusList } from './status-list.ts'

/** A certificate in either writing, as far as it is shown. */
export type ShownCertificate = Credential

/** Four things that are found out apart from one another. Why, where one has not passed, is one of a closed list. */
export interface CertificateVerdict {
  readonly signature: Checked<'altered', 'unknown-key'>
  readonly issuer: Checked<'another-issuer' | 'unknown-key' | 'outside-period' | 'key-lost', never>
  readonly status: Checked<Exclude<State, 'valid'> | 'not-listed', 'no-list' | 'old-list' | 'broken-list'>
  readonly ledger: Checked<
    'not-there' | 'another-leaf' | 'other-organisations',
    'no-proof' | 'unknown-log' | 'no-ed25519'
  >
}

export type Checked<Failure, Gap> =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly why: Failure }
  | { readonly outcome: 'unchecked'; readonly why: Gap }

/** A certificate from its code on paper. Throws `bad-certificate`. */
export function readPaper(cose: Uint8Array): ShownCertificate {
  const { kid, payload, signature, signed } = readCose(cose)
  return { ...readCompact(payload), ledgerProof: null, kid, signature, signed }
}

/** From its file. Throws `bad-certificate`. */
export function readFile(token: string): ShownCertificate {
  return readCredential(token)
}

/** From a text: the file's, also with its lines broken, or one with the address in it. Throws `bad-certificate`. */
export function readText(text: string): ShownCertificate {
  if (text.length > MOST_TEXT) throw broken('it is too long for one')
  const token = text.replace(/\s/g, '')
  return TOKEN.test(token) ? readCredential(token) : readPaper(readCertificateLink(text))
}

const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+~/
/** A file has five thousand characters, and a mail around an address some more. */
const MOST_TEXT = 262_144

interface Evidence {
  readonly issuers: Issuers
  /** The list of states as it was fetched; null where it could not be. */
  readonly statusList: string | null
  readonly now: Date
}

/** Nothing here asks anybody anything: what there is to know is brought along. */
export async function checkCertificate(
  shown: ShownCertificate,
  evidence: Evidence,
): Promise<CertificateVerdict> {
  const key = findIssuerKey(evidence.issuers, shown.kid)
  return {
    signature: await checkSignature(shown, key),
    issuer: checkIssuer(shown, key, evidence.issuers),
    status: await checkStatus(shown, evidence),
    ledger: await checkLedger(shown, evidence),
  }
}

const PASSED = { outcome: 'passed' } as const

function failed<Why>(why: Why): { outcome: 'failed'; why: Why } {
  return { outcome: 'failed', why }
}

function unchecked<Why>(why: Why): { outcome: 'unchecked'; why: Why } {
  return { outcome: 'unchecked', why }
}

async function checkSignature(
  { signature, signed }: ShownCertificate,
  known: IssuerKey | undefined,
): Promise<CertificateVerdict['signature']> {
  if (!known) return unchecked('unknown-key')
  return (await verifyEs256(known.key, signature, signed)) ? PASSED : failed('altered')
}

/** Whether somebody whom we know signs with this key, and did so then. */
function checkIssuer(
  { issuer, issued }: ShownCertificate,
  known: IssuerKey | undefined,
  issuers: Issuers,
): CertificateVerdict['issuer'] {
  if (!known) return failed('unknown-key')
  if (issuer !== issuers.issuer) return failed('another-issuer')
  const day = epochDay(issued)
  if (day < epochDay(known.from) || day > epochDay(known.to)) return failed('outside-period')
  // Whoever has a key can write any day: what it signed before it was lost cannot be told from what was signed after.
  return known.lost === null ? PASSED : failed('key-lost')
}

async function checkStatus(
  { status }: ShownCertificate,
  { statusList, issuers, now }: Evidence,
): Promise<CertificateVerdict['status']> {
  if (statusList === null) return unchecked('no-list')
  const list = await listOf(statusList, issuers)
  if (!list || list.uri !== status.uri) return unchecked('broken-list')
  if (list.expiresAt * 1_000 <= now.getTime()) return unchecked('old-list')
  const state = list.stateAt(status.index)
  if (state === undefined) return failed('not-listed')
  return state === 'valid' ? PASSED : failed(state)
}

async function listOf(jwt: string, issuers: Issuers): Promise<StatusList | undefined> {
  try {
    const list = await readStatusList(jwt)
    const signer = findIssuerKey(issuers, list.kid)
    if (!signer || signer.lost !== null) return undefined
    return (await verifyEs256(signer.key, list.signature, list.signed)) ? list : undefined
  } catch (cause) {
    if (cause instanceof ProofError) return undefined
    throw cause
  }
}

async function checkLedger(
  shown: ShownCertificate,
  { issuers }: Evidence,
): Promise<CertificateVerdict['ledger']> {
  const bytes = shown.ledgerProof
  if (!bytes || !shown.leaf) return unchecked('no-proof')
  try {
    const tlogProof = readTlogProof(bytes)
    const entry = tlogProof.extra
    if (!entry || tlogProof.index !== shown.leaf.index) return failed('another-leaf')
    const leaf = leafHash(entry)
    if (!sameBytes(leaf.subarray(0, shown.leaf.hash.length), shown.leaf.hash)) return failed('another-leaf')
    const policy = policyOfLogs(issuers.ledger.map(readVerifierKey))
    const verified = await verifyTlogProof({ tlogProof, leaf, policy })
    if (verified.outcome === 'foreign-origin' || verified.outcome === 'unsigned')
      return unchecked('unknown-log')
    if (verified.outcome !== 'proved') return failed('not-there')
    return statesTheSame(entry, shown.declaration) ? PASSED : failed('other-organisations')
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause
    return cause.code === 'no-ed25519' ? unchecked('no-ed25519') : failed('not-there')
  }
}

/** A leaf of a person who left exactly these. */
function statesTheSame(entry: Uint8Array, { left }: Certificate['declaration']): boolean {
  const leaf = readLeaf(entry)
  const stated: Organisations | undefined =
    leaf.kind === 'add' || leaf.kind === 'import' ? leaf.left : leaf.kind === 'restate' ? leaf.now : undefined
  return stated?.party === left.party && stated.league === left.league && stated.pioneers === left.pioneers
}
