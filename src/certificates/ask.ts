import { type Clock, dayAt } from '#basics'
import { type Database } from '#db'
import { type Parcel, sealOnce, writeSaid } from '#intake'
import {
  type Entropy,
  type InstallationKeys,
  type RecordField,
  labelOf,
  identityFromSeed,
  openRecord,
  parseRecipient,
  replyIdentitySeed,
  weeksToSealTo,
} from '#vault'
import {
  type AddOutcome,
  type AskableBranch,
  type AskOutcome,
  type Certifiable,
  findBox,
  findBranches,
  findFile,
  findPeople,
  findRequests,
  findSaid,
  insertPaper,
  insertRequest,
  insertSaid,
  type RequestByCode,
  takeRequestBack,
} from './applicant-store.ts'
import { type Application } from './application.ts'

export interface AskingDeps {
  readonly db: Database
  readonly clock: Clock
  readonly timeZone: string
  readonly keys: Pick<InstallationKeys, 'once'>
}

/** Everything that whoever has a code may see of certificates. */
export interface Applicant {
  readonly people: readonly Certifiable[]
  readonly requests: readonly (RequestByCode & { readonly said: readonly Said[] })[]
}

export interface Said {
  readonly day: string
  readonly from: 'branch' | 'applicant'
  /** What the branch said; null where it cannot be opened, and of what she said herself. */
  readonly text: string | null
}

/** Every question is asked whatever the answer to the first is: an unknown code takes the same way. */
export async function applicantByCode(
  { db }: Pick<AskingDeps, 'db'>,
  { hash, entropy }: { hash: Uint8Array; entropy: Entropy | null },
): Promise<Applicant> {
  const people = await findPeople(db, hash)
  const requests = await findRequests(db, hash)
  const said = await findSaid(db, hash)
  return {
    people,
    requests: requests.map((request) => ({
      ...request,
      said: said
        .filter((one) => one.request === request.request)
        .map(({ id, day, reply }) => ({
          day,
          from: reply ? 'branch' : 'applicant',
          text: reply && entropy ? openReply(entropy, { id, field: 'reply', sealed: reply }) : null,
        })),
    })),
  }
}

/** The branches that can be asked now. */
export function askableBranches(
  deps: Pick<AskingDeps, 'db' | 'clock' | 'timeZone'>,
): Promise<AskableBranch[]> {
  return findBranches(deps.db, weeksToSealTo(deps))
}

interface Asked {
  /** What the code is looked up by. */
  readonly hash: Uint8Array
  /** The form's nonce: the same form sent again asks once. */
  readonly nonce: Uint8Array
  readonly duress: boolean
  readonly application: Application
  readonly branch: AskableBranch
}

/** Ask for a certificate: sealed to the branch at once, and committed before this returns. */
export async function ask(deps: AskingDeps, asked: Asked): Promise<AskOutcome> {
  const { hash, nonce, duress, application, branch } = asked
  const parcel = pack(deps, branch, {
    kind: 'certificate-request',
    clientKey: nonce,
    target: Buffer.from(hash).toString('hex'),
    content: JSON.stringify({ application, at: branch.id }),
    payload: writeSaid(application, duress),
  })
  const { line } = application
  const day = dayAt(deps.clock(), deps.timeZone)
  return insertRequest(deps.db, { ...parcel, code: hash, line, day, branch: branch.id, box: branch.box })
}

interface Adding {
  readonly hash: Uint8Array
  readonly nonce: Uint8Array
  readonly request: string
}

/** Show a picture of a document. It is sealed as it came: nothing here looks into it beyond its first bytes. */
export async function addPaper(
  deps: AskingDeps,
  { hash, nonce, request, picture }: Adding & { picture: Uint8Array },
): Promise<AddOutcome> {
  const box = await findBox(deps.db, { code: hash, request })
  if (!box) return 'unknown'
  const what = { kind: 'paper', clientKey: nonce, target: request } as const
  const parcel = pack(deps, box, { ...what, content: picture, payload: picture })
  return insertPaper(deps.db, { ...parcel, code: hash, request, box: box.box })
}

/** Say something to the branch that was asked. */
export async function say(
  deps: AskingDeps,
  { hash, nonce, request, text, duress }: Adding & { text: string; duress: boolean },
): Promise<AddOutcome> {
  const box = await findBox(deps.db, { code: hash, request })
  if (!box) return 'unknown'
  const what = { kind: 'certificate-message', clientKey: nonce, target: request } as const
  const parcel = pack(deps, box, { ...what, content: text, payload: writeSaid({ text }, duress) })
  const day = dayAt(deps.clock(), deps.timeZone)
  return insertSaid(deps.db, { ...parcel, code: hash, request, day, box: box.box })
}

export function takeBack(
  deps: AskingDeps,
  { hash, request }: Pick<Adding, 'hash' | 'request'>,
): Promise<boolean> {
  return takeRequestBack(deps.db, { code: hash, request, day: dayAt(deps.clock(), deps.timeZone) })
}

/** The file of a certificate, opened for the length of this request; null where there is none for this code. */
export async function fetchFile(
  { db }: Pick<AskingDeps, 'db'>,
  { hash, entropy, number }: { hash: Uint8Array; entropy: Entropy; number: string },
): Promise<Uint8Array | null> {
  const file = await findFile(db, { code: hash, number })
  return file && openBytes(entropy, { id: number, field: 'certificate', sealed: file })
}

/** Sealed to a branch. Of the mark of the duress form the digest knows nothing: said again under the other form of the code, it is the same. */
function pack(
  { keys }: Pick<AskingDeps, 'keys'>,
  { recipient }: { recipient: string },
  parcel: Omit<Parcel, 'to'>,
) {
  return sealOnce({ ...parcel, to: parseRecipient(recipient) }, keys)
}

interface Sealed {
  readonly id: string
  readonly field: RecordField
  readonly sealed: Uint8Array
}

function openReply(entropy: Entropy, sealed: Sealed): string | null {
  const opened = openBytes(entropy, sealed)
  return opened && Buffer.from(opened).toString('utf8')
}

function openBytes(entropy: Entropy, { id, field, sealed }: Sealed): Uint8Array | null {
  const identity = identityFromSeed(replyIdentitySeed(entropy))
  const opened = openRecord({ identity, ...labelOf(field, id), file: sealed })
  return opened.outcome === 'opened' ? opened.payload : null
}
