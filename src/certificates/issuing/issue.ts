import { createHash } from 'node:crypto'
import { digestOf, isApproved } from '#approvals'
import { recordAct } from '#audit'
import { type Clock, type Day, dayAt, invariant, type Logger, type Random } from '#basics'
import { type Centre } from '#config'
import { type Database, transaction } from '#db'
import { type IssuingKey } from '#issuer/keys'
import { paperContent, type Rendered, type Renderer } from '#issuer/paper'
import { inclusionProofs, type PublicFolder } from '#ledger'
import {
  type Certificate,
  certificateLink,
  checkCertificate,
  type Issuers,
  issueCredential,
  lookUpCodeOf,
  lookUpHash,
  readCheckpoint,
  readFile,
  readNote,
  readPaper,
  signCose,
  writeCompact,
} from '#proof'
import { labelOf, parseRecipient, type RecordField, sealRecord } from '#vault'
import { type Content, readContent } from '../content.ts'
import { findReplyRecipient } from '../desk-store.ts'
import { factsOf, type FoundFacts } from '../facts.ts'
import {
  type Approved,
  findApproved,
  findIntent,
  findSpares,
  insertIntent,
  insertIssued,
  type Intent,
  supersede,
} from './issue-store.ts'
import { publishUnlessValid } from './lists.ts'
import { drawNumber } from './numbers.ts'
import { keyThatSigns, pinnedIssuers } from './pinned.ts'
import { drawPlace } from './spares.ts'

export interface IssuingDeps {
  /** As the role of the process that holds the key. */
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
  readonly timeZone: string
  readonly logger: Logger
  /** The keys as they lie there now: one is added or found to be lost while this runs. */
  readonly keys: () => readonly IssuingKey[]
  readonly renderer: Renderer
  readonly folder: PublicFolder
  /** The centre's own address. */
  readonly origin: string
  /** Where the passkeys of its people sign. */
  readonly deskOrigin: string
  readonly sample: boolean
  /** Who runs this: it stands on the paper. */
  readonly centre: Centre
}

export type Drafted =
  /** SVG: to be looked at where it was asked for, and kept nowhere. */
  | { readonly outcome: 'drafted'; readonly picture: string }
  /** Characters that no font of the paper has. */
  | { readonly outcome: 'unshowable'; readonly characters: string }
  | { readonly outcome: 'malformed' | 'no-key' | 'failed' }

export type IssueOutcome =
  | { readonly outcome: 'issued' | 'issued-already'; readonly number: string }
  | { readonly outcome: 'unshowable'; readonly characters: string }
  | {
      readonly outcome:
        | 'malformed'
        | 'not-approved'
        | 'another-content'
        | 'closed'
        | 'not-certifiable'
        | 'no-key'
        | 'failed'
    }

/** The page as it will be, with DRAFT across it and nothing signed. */
export async function draft(deps: IssuingDeps, text: string): Promise<Drafted> {
  const content = readContent(text)
  if (!content || isOfTomorrow(content, deps)) return { outcome: 'malformed' }
  const issuers = pinnedIssuers(deps.keys(), deps)
  if (!issuers) return { outcome: 'no-key' }
  const rendered = await renderDraft(deps, content, issuers)
  if (rendered.outcome !== 'rendered') return unrendered(rendered)
  const picture = await renderDraft(deps, content, issuers, 'svg')
  if (picture.outcome !== 'rendered') return unrendered(picture)
  return { outcome: 'drafted', picture: Buffer.from(picture.file).toString('utf8') }
}

/**
 * Sign what two people agreed to. In this order, because the power may fail between any two of these steps:
 *
 * 1. see that it was agreed to, that it is this content, and that register and ledger still say the same;
 * 2. set the page as a draft: what no font can write is found before anything is spent;
 * 3. see that the published list calls a spare place valid, and commit the intent: number, place, key, day. From here on a signature is known, whatever becomes of it, and
 *    until the last step the list of states says that it is not valid;
 * 4. sign, set, and check the file as a stranger would;
 * 5. seal the file to the applicant and to the branch, and commit that it is issued, together with the end of the one that
 *    it takes the place of.
 *
 * Called again with the same content it goes on where it stopped.
 */
export async function issue(
  deps: IssuingDeps,
  { approval, text }: { approval: string; text: string },
): Promise<IssueOutcome> {
  const { db } = deps
  const content = readContent(text)
  if (!content || isOfTomorrow(content, deps)) return { outcome: 'malformed' }
  const approved = await findApproved(db, approval)
  const touched = await isApproved(db, approval, { origin: deps.deskOrigin })
  if (!approved || !touched) return { outcome: 'not-approved' }
  if (approved.digest !== digestOf(text) || approved.request !== content.request)
    return { outcome: 'another-content' }
  if (approved.closed) return { outcome: 'closed' }
  const before = await findIntent(db, approval)
  if (before?.isIssued) return { outcome: 'issued-already', number: before.number }

  const found = await stillTrue(deps, approved, content)
  const issuers = pinnedIssuers(deps.keys(), deps)
  if (!found) return { outcome: 'not-certifiable' }
  if (!issuers) return { outcome: 'no-key' }
  const drafted = await renderDraft(deps, content, issuers)
  if (drafted.outcome !== 'rendered') return unrendered(drafted)

  const intent = before ?? (await begin(deps, approval, approved))
  const key = intent && keyOf(deps, intent)
  if (!intent || !key) return { outcome: 'no-key' }
  const made = await make(deps, { content, found, intent, key, issuers })
  if (!made) return { outcome: 'failed' }
  const finished = await finish(deps, { approved, intent, made })
  // A list that was signed between intent and end calls the place revoked. It is issued all the same: the next round says so.
  await publishUnlessValid(deps, intent).catch((cause: unknown) =>
    deps.logger.error('issuer.round-failed', cause),
  )
  return finished
}

/** Nobody was born tomorrow, and nothing was looked at then. */
function isOfTomorrow(
  { holder, checks }: Content,
  { clock, timeZone }: Pick<IssuingDeps, 'clock' | 'timeZone'>,
): boolean {
  const today = dayAt(clock(), timeZone)
  return checks.some(({ day }) => day > today) || (holder.kind === 'named' && holder.born > today)
}

/** What register and ledger have now, if it is what was agreed to. */
async function stillTrue(
  { db }: IssuingDeps,
  { submission, line }: Approved,
  { facts, holder }: Content,
): Promise<FoundFacts | undefined> {
  const found = await factsOf(db, { submission, line })
  if (!found || JSON.stringify(found.facts) !== JSON.stringify(facts)) return undefined
  // A name that is not hers by the register is nobody's to certify as published.
  return holder.kind === 'pseudonym' && holder.name !== found.published ? undefined : found
}

/** Commit what is about to be signed. Undefined where no key signs today. */
async function begin(
  deps: IssuingDeps,
  approval: string,
  { request }: Approved,
): Promise<Intent | undefined> {
  const day = dayAt(deps.clock(), deps.timeZone)
  const key = keyThatSigns(deps.keys(), day)
  if (!key) return undefined
  // A batch is published as a whole: what one of it is called, all are.
  await publishUnlessValid(deps, (await findSpares(deps.db))[0])
  return transaction(deps.db, async (tx) => {
    const { list, index } = await drawPlace(tx, deps.random)
    const number = drawNumber(deps.random)
    const intent = { number, list, index, kid: hexOf(key), day }
    await insertIntent(tx, { ...intent, approval, request })
    return { ...intent, isIssued: false }
  })
}

/** The key of the intent. One that was lost since signs nothing: the request is closed, and asked for anew. */
function keyOf({ keys }: IssuingDeps, { kid }: Intent): IssuingKey | undefined {
  return keys().find((key) => hexOf(key) === kid && key.lost === null)
}

function hexOf({ signer }: IssuingKey): string {
  return Buffer.from(signer.kid).toString('hex')
}

interface Made {
  readonly cose: Uint8Array
  readonly pdf: Uint8Array
}

async function make(
  deps: IssuingDeps,
  given: { content: Content; found: FoundFacts; intent: Intent; key: IssuingKey; issuers: Issuers },
): Promise<Made | undefined> {
  const { content, found, intent, key, issuers } = given
  const ledgerProof = await inclusionProofs(deps.folder)(content.facts.leaf)
  if (!ledgerProof) return undefined
  const certificate = certificateOf(deps, content, { ...intent, leafHash: found.leafHash })
  const cose = await signCose(key.signer, writeCompact(certificate))
  const credential = await issueCredential(key.signer, {
    certificate,
    ledgerProof,
    chain: [key.certificate.raw, key.root.raw],
    salt: () => deps.random(16),
  })
  const rendered = await deps.renderer.render(
    paperContent({
      ...pageOf(deps, content, issuers),
      certificate,
      link: certificateLink(deps.origin, cose),
      lookUpCode: lookUpCodeOf(cose),
      credential,
      draft: false,
    }),
  )
  if (rendered.outcome !== 'rendered') return undefined
  if (!(await passes(deps, { cose, credential, issuers }))) return undefined
  return { cose, pdf: rendered.file }
}

/** Both writings, read and checked as whoever receives them does: what would not pass does not leave. */
async function passes(
  { clock, logger }: IssuingDeps,
  { cose, credential, issuers }: { cose: Uint8Array; credential: string; issuers: Issuers },
): Promise<boolean> {
  const evidence = { issuers, statusList: null, now: clock() }
  const onPaper = await checkCertificate(readPaper(cose), evidence)
  const asFile = await checkCertificate(readFile(credential), evidence)
  const outcomes = [onPaper.signature, onPaper.issuer, asFile.signature, asFile.issuer, asFile.ledger]
  const passed = outcomes.every(({ outcome }) => outcome === 'passed')
  if (!passed) logger.info('certificates.does-not-pass', { ledger: asFile.ledger.outcome })
  return passed
}

async function finish(
  deps: IssuingDeps,
  { approved, intent, made }: { approved: Approved; intent: Intent; made: Made },
): Promise<IssueOutcome> {
  const { number, day } = intent
  const { cose, pdf } = made
  const raw = await findReplyRecipient(deps.db, approved.request)
  invariant(raw, 'a request was asked for with a return code')
  const toBranch = parseRecipient(approved.recipient)
  const seal = (recipient: typeof toBranch, field: RecordField, payload: Uint8Array) =>
    sealRecord({ recipient, ...labelOf(field, number), payload })
  const row = {
    number,
    day,
    lookup: lookUpHash(number, lookUpCodeOf(cose)),
    pdf: createHash('sha256').update(pdf).digest(),
    reply: seal(parseRecipient(raw), 'certificate', pdf),
    box: approved.box,
    copy: seal(toBranch, 'certificate', pdf),
    record: seal(toBranch, 'certificate-record', Buffer.from(certificateLink(deps.origin, cose))),
  }
  return transaction(deps.db, async (tx) => {
    if (!(await insertIssued(tx, row))) return { outcome: 'issued-already', number }
    await supersede(tx, { number, day })
    const who = approved.approver ?? approved.requester
    await recordAct(tx, { at: deps.clock(), who, what: 'certificate-issued', record: number })
    return { outcome: 'issued', number }
  })
}

function renderDraft(
  deps: IssuingDeps,
  content: Content,
  issuers: Issuers,
  as: 'pdf' | 'svg' = 'pdf',
): Promise<Rendered> {
  const day = dayAt(deps.clock(), deps.timeZone)
  const nothing = { number: '0'.repeat(12), list: 1, index: 0, day, leafHash: new Uint8Array(32) }
  return deps.renderer.render(
    paperContent({
      ...pageOf(deps, content, issuers),
      certificate: certificateOf(deps, content, nothing),
      link: `${deps.origin}/v`,
      lookUpCode: null,
      credential: null,
      draft: true,
    }),
    as,
  )
}

function pageOf({ folder, sample, centre }: IssuingDeps, { languages }: Content, { root }: Issuers) {
  const note = folder.get('log/checkpoint')
  const checkpoint = note && readCheckpoint(readNote(note).text)
  return {
    languages,
    root,
    sample,
    centre,
    checkpoint: {
      origin: checkpoint?.origin ?? '',
      size: checkpoint?.size ?? 0,
      root: Buffer.from(checkpoint?.root ?? []).toString('base64'),
    },
  }
}

function certificateOf(
  { origin }: IssuingDeps,
  { holder, facts, checks }: Content,
  given: { number: string; list: number; index: number; day: Day; leafHash: Uint8Array },
): Certificate {
  return {
    number: given.number,
    issuer: origin,
    issued: given.day,
    declaration: { left: facts.left, received: facts.received, registered: facts.registered },
    holder,
    checks,
    leaf: { index: facts.leaf, hash: given.leafHash.subarray(0, 16) },
    status: { uri: `${origin}/status/${given.list}`, index: given.index },
  }
}

function unrendered(
  rendered: Exclude<Rendered, { outcome: 'rendered' }>,
): { outcome: 'unshowable'; characters: string } | { outcome: 'failed' } {
  return rendered.outcome === 'unshowable' ? rendered : { outcome: 'failed' }
}
