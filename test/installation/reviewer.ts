// What the desk's browser does with a case, done in Node: open it with the reviewer's key, decide.
import { bech32 } from '@scure/base'
import { type Clock, Secret } from '#basics'
import { type Finding, type Submission } from '#channels'
import { asMember, type Database } from '#db'
import { type Earlier } from '#intake'
import {
  type Decided,
  decide,
  type Decision,
  type DeclineReason,
  openContact,
  type PublicVersion,
  type SealedCase,
  takeNextCase,
} from '#review'
import {
  type DeskKeys,
  type RecordField,
  type RecordLabel,
  labelOf,
  type HybridIdentity,
  identityFromSeed,
  openRecord,
  parseRecipient,
  readIdentity,
  sealRecord,
} from '#vault'

/** A member's place at the desk, with the key that opens its boxes. */
export interface Desk {
  readonly identity: Secret<string>
  readonly member: string
  readonly passkey: string
}

export interface OpenCase {
  readonly id: string
  readonly cause: SealedCase['cause']
  readonly submission: Submission & {
    readonly findings: readonly Finding[]
    readonly earlier: Earlier | null
  }
  /** What the sender said afterwards, oldest first. */
  readonly followups: readonly {
    readonly kind: SealedCase['followups'][number]['kind']
    readonly text: string
  }[]
  /** Something of it was said with the duress form of the code. */
  readonly duress: boolean
  readonly replyRecipient: Uint8Array | null
  readonly box: string
}

export interface Reviewer {
  /** The next case, opened; null when nothing waits. One at random where several wait, so a test leaves none behind. */
  open(): Promise<OpenCase | null>
  /** How to reach the sender of the case that is open. */
  contact(found: OpenCase): Promise<string>
  register(found: OpenCase, differing?: Partial<PublicVersion>): Promise<void>
  /** Published like any other, and not counted; linked with an entry of before, if one is named. */
  registerUncounted(found: OpenCase, link?: { readonly linksTo: number }): Promise<void>
  ask(found: OpenCase, question: string): Promise<void>
  decline(found: OpenCase, reason: DeclineReason): Promise<void>
  withdraw(found: OpenCase): Promise<void>
  /** The first half of it: a colleague is asked. */
  askToWithdraw(found: OpenCase): Promise<void>
  /** A colleague agrees to what was asked of her. */
  agree(): Promise<void>
  /** Leave everything as it is. */
  keep(found: OpenCase): Promise<void>
  /** Register whatever waits, as its senders wanted it. */
  registerAll(): Promise<void>
}

interface SealedPart {
  readonly box: string
  readonly boxKey: Uint8Array
  readonly sealed: Uint8Array
}

export function reviewerAt(
  desk: Desk | null,
  staff: { db: Database; clock: Clock; timeZone: string; keys: Pick<DeskKeys, 'once'> },
  /** A colleague agrees to what takes two. */
  agree: () => Promise<void> = () => Promise.resolve(),
): Reviewer {
  const deps = desk ? { ...staff, db: asMember(staff.db, desk.member) } : staff
  const decideIt = async ({ id }: OpenCase, decision: Decision) => {
    if (!desk) throw new Error('nobody sits at this desk')
    const decided: Decided = await decide(deps, {
      member: desk.member,
      passkey: desk.passkey,
      submission: id,
      decision,
    })
    if (decided.outcome !== 'decided') throw new Error(`not decided: ${decided.outcome}`)
  }
  const reviewer: Reviewer = {
    open: () => (desk ? openNext(desk, deps) : Promise.resolve(null)),
    contact: ({ id }) => (desk ? readContact(desk, deps, id) : Promise.resolve('')),
    register: (found, differing) =>
      decideIt(found, {
        verdict: 'register',
        version: { ...publicVersionOf(found.submission), ...differing },
      }),
    registerUncounted: (found, link) =>
      decideIt(found, { verdict: 'register-uncounted', version: publicVersionOf(found.submission), ...link }),
    ask: (found, question) => decideIt(found, sealedQuestion(found, question)),
    decline: (found, reason) => decideIt(found, { verdict: 'decline', reason }),
    askToWithdraw: (found) => decideIt(found, { verdict: 'withdraw' }),
    agree,
    async withdraw(found) {
      await reviewer.askToWithdraw(found)
      await agree()
    },
    keep: (found) => decideIt(found, { verdict: 'keep' }),
    async registerAll() {
      for (let found = await reviewer.open(); found; found = await reviewer.open())
        await reviewer.register(found)
    },
  }
  return reviewer
}

async function openNext(
  desk: Desk,
  deps: { db: Database; clock: Clock; timeZone: string },
): Promise<OpenCase | null> {
  const next = await takeNextCase({ ...deps, budget: null }, desk)
  if (next.outcome !== 'case') return null
  const { submission: id, cause, box, boxKey, sealed, replyRecipient, followups } = next.case
  const read = (part: SealedPart, recordId: string, field: RecordField) =>
    JSON.parse(readPart(desk, part, labelOf(field, recordId)))
  const said = followups.map((one) => ({ kind: one.kind, ...read(one, one.id, 'followup') }))
  return {
    id,
    cause,
    box,
    replyRecipient,
    submission: read({ box, boxKey, sealed }, id, 'submission'),
    followups: said.map(({ kind, text }) => ({ kind, text })),
    duress: said.some(({ duress }) => duress),
  }
}

async function readContact(
  desk: Desk,
  deps: { db: Database; clock: Clock },
  submission: string,
): Promise<string> {
  const contact = await openContact(deps, { ...desk, submission })
  return contact ? readPart(desk, contact, labelOf('contact', submission)) : ''
}

/** With the key of its box, which is opened with the reviewer's own. */
function readPart(desk: Desk, part: SealedPart, label: RecordLabel): string {
  const own = identityFromSeed(readIdentity(desk.identity))
  const key = readText(own, { file: part.boxKey, ...labelOf('box-key', part.box) })
  const identity = identityFromSeed(readIdentity(new Secret(key)))
  return readText(identity, { file: part.sealed, ...label })
}

function readText(identity: HybridIdentity, record: RecordLabel & { file: Uint8Array }): string {
  const opened = openRecord({ identity, ...record })
  if (opened.outcome !== 'opened') throw new Error(`not opened: ${opened.outcome}`)
  return Buffer.from(opened.payload).toString('utf8')
}

/** Sealed to the sender's code alone; the desk's own copy plays no part in what the sender sees. */
function sealedQuestion({ id, replyRecipient, box }: OpenCase, question: string): Decision {
  if (!replyRecipient) throw new Error('whoever took no code cannot be asked')
  const recipient = parseRecipient(bech32.encode('age1pq', bech32.toWords(replyRecipient), false))
  const payload = Buffer.from(question)
  const questionForSender = sealRecord({ recipient, ...labelOf('question', id), payload })
  return { verdict: 'hold', questionForSender, questionForDesk: questionForSender, questionBox: box }
}

/** Published as the sender wanted it: what the desk's browser proposes before anything is redacted. */
function publicVersionOf(submission: Submission): PublicVersion {
  const { people, words, place, visibility, wantsCertificate, language } = submission
  const shown = visibility !== 'counted'
  return {
    people: people.map(({ name, nameKind, basis, party, league, pioneers }, index) => ({
      position: index + 1,
      name: shown ? name : null,
      nameKind,
      basis,
      party,
      league,
      pioneers,
    })),
    words: visibility === 'name-and-words' && words !== '' ? words : null,
    place,
    language,
    shown,
    certifiable: wantsCertificate,
  }
}
