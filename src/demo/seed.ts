// A demonstration's installation is filled through its own front doors: declarations are received and
// sealed, the SAMPLE reviewer opens and decides them, the register enters them.
import { readFileSync } from 'node:fs'
import {
  CHECKOUT,
  type Clock,
  dayAt,
  dayPlus,
  invariant,
  type Logger,
  systemClock,
  systemRandom,
} from '#basics'
import { answer, challenges, requestsFor } from '#approvals'
import { type Application, applicantByCode, ask, askableBranches } from '#certificates'
import { DOORS, isPlace, type Person, type Submission } from '#channels'
import { type Config } from '#config'
import { asMember, type Database } from '#db'
import { publicVersionOf } from '#desk'
import { addFollowup, currentBoxes, type IntakeDeps, readCode, submit } from '#intake'
import { ensureSampleKey, publishIssuers } from '#issuer/keys'
import { attestBaseline, type Attested, type LedgerDeps, publicFolder, recover, sequence } from '#ledger'
import { lastNumber, readEntry, takeAccepted } from '#register'
import { askCorrection, decide, type Decision, type SealedCase, takeNextCase } from '#review'
import { CENTRE } from '#staff'
import { settle } from '#settling'
import { openSigner } from '#signer'
import { fold } from '#statistics'
import {
  labelOf,
  deskKeyOf,
  type Entropy,
  deskKeys,
  type InstallationKeys,
  openRecord,
  returnCodeWords,
} from '#vault'
import { FIRST_LANGUAGE, type Language, LANGUAGES } from '#i18n'
import { boxKeyOf, keepBoxes } from './boxes.ts'
import { SAMPLE_BRANCHES } from './branches.ts'
import { enrolPeople, type People, type SamplePerson } from './members.ts'
import { touchOf } from './people.ts'
import { ledgerDeps } from '../processes/ledger.ts'
import { logOrigin } from '../processes/signer.ts'

interface Deps {
  readonly db: Database
  readonly config: Config
  readonly keys: InstallationKeys
  readonly logger: Logger
}

interface Samples {
  readonly people: Partial<Record<Language, readonly string[]>>
  readonly words: Partial<Record<Language, readonly string[]>>
  readonly places: readonly (string | null)[]
}

const DAY_MS = 24 * 60 * 60 * 1_000
const DAYS = 12
const DECLARATIONS_A_DAY = 4
const LEFT_WAITING = 9
/** Fill an empty demonstration with SAMPLE entries of the last days, and cases that wait. Does nothing to a filled one. */
export async function seedDemo(deps: Deps): Promise<void> {
  const { db, config, logger } = deps
  await ensureSampleKey(config.issuerDir, { clock: systemClock, random: systemRandom })
  publishIssuers(config.issuerDir, { issuer: config.siteOrigin, folder: publicFolder(config.publicDir) })
  const people = await enrolPeople({ db, clock: systemClock, origin: config.deskOrigin })
  await keepBoxes({ db, clock: systemClock, random: systemRandom, timeZone: config.timeZone }, people)
  if ((await lastNumber(db)) > 0) return
  await attestBaseline({ db, folder: publicFolder(config.publicDir) }, sampleBaseline(config))
  const codes: Entropy[] = []
  const signer = openSigner({ directory: config.signerDir, origin: logOrigin(config) })
  for (let ago = DAYS; ago >= 0; ago -= 1) {
    const at = new Date(systemClock().getTime() - ago * DAY_MS)
    const day = intakeDeps(deps, () => at)
    for (let index = 0; index < DECLARATIONS_A_DAY; index += 1)
      codes.push(await declare(sampleOf(ago * 7 + index), day))
    if (ago % 3 === 0) await declareInPerson(sampleOf(ago * 7 + 4), people, day)
    const decided = await reviewAll(people, day)
    await takeAccepted({ ...day, logger })
    // Once, somebody thinks better of it, and once a reviewer puts a name right.
    const [submission] = decided
    if (ago === 3 && submission) {
      await addFollowup({ submission, kind: 'withdrawal', text: '', nonce: systemRandom(32) }, day)
      await reviewAll(people, day)
    }
    if (ago === 2) await correctFirst(people, day)
    await agreeToAll(people, { ...day, origin: config.deskOrigin })
    await takeAccepted({ ...day, logger })
    await takeUp(ledgerDeps(db, { config, logger, clock: () => at }, signer))
  }
  for (let index = 0; index < LEFT_WAITING; index += 1) {
    await declare(sampleOf(100 + index), intakeDeps(deps, systemClock))
  }
  await fold({ db })
  await askForCertificates(deps, codes)
}

/** Carried over from a registry that never was, so that a newcomer sees how such a total is shown. */
function sampleBaseline({ timeZone }: Config): Attested {
  const asOf = dayPlus(dayAt(systemClock(), timeZone), -(DAYS + 1))
  const dossier = `SAMPLE dossier of an invented registry.\n\nAs of ${asOf} it had 1,200 SAMPLE people. Nobody signed this.\n`
  const figures = { party: 310, league: 640, pioneers: 820, notStated: 90, people: 1_200 }
  return { asOf, figures, dossier: new TextEncoder().encode(dossier) }
}

/** The ledger of a day in the past, without waiting for its hours. */
async function takeUp(deps: LedgerDeps): Promise<void> {
  const unhurried = { ...deps, batches: { seconds: 0, least: 1 }, witnesses: null }
  await recover(unhurried)
  while (await sequence(unhurried)) continue
}

function intakeDeps({ db, config, keys }: Deps, clock: Clock): IntakeDeps {
  const { timeZone } = config
  return { db, clock, timeZone, keys, boxes: currentBoxes({ db, clock: systemClock, timeZone }) }
}

async function declare(submission: Submission, deps: IntakeDeps): Promise<Entropy> {
  const clientKey = systemRandom(32)
  const received = await submit({ door: DOORS.web, clientKey, submission, wantsCode: true }, deps)
  invariant(received.outcome === 'received' && received.code, 'a demonstration takes its own samples in')
  return received.code
}

/** Two of the senders come back with their codes and ask for certificates: one with a legal name, one with the published one. */
async function askForCertificates({ db, config, keys }: Deps, codes: readonly Entropy[]): Promise<void> {
  const deps = { db, clock: systemClock, timeZone: config.timeZone, keys }
  const [branch] = await askableBranches(deps)
  invariant(branch, 'a demonstration has a branch that issues')
  let asked = 0
  for (const code of codes) {
    const { hash } = readCode(returnCodeWords(code, 'en').join(' '), keys.code)
    const [person] = (await applicantByCode(deps, { hash, entropy: code })).people
    if (!person || person.name === null) continue
    const holder =
      asked === 0
        ? { name: 'SAMPLE 林晓雨', latin: 'SAMPLE LIN Xiaoyu', born: '1968-05-17', birthplace: 'SAMPLE 成都' }
        : { name: '', latin: '', born: '', birthplace: '' }
    const application: Application = {
      ...holder,
      kind: asked === 0 ? 'named' : 'pseudonym',
      line: person.line,
      language: 'zh-hans',
      second: 'en',
      meeting: 'in-person',
      when: 'SAMPLE: Tuesdays after four',
      pickUp: 'code',
    }
    const nonce = systemRandom(32)
    await ask(deps, { hash, nonce, duress: false, application, branch })
    if ((asked += 1) === 2) return
  }
}

/** At a SAMPLE branch; the colleague takes it down, for nobody reviews what she took down herself. */
async function declareInPerson(
  submission: Submission,
  { colleague }: People,
  deps: IntakeDeps,
): Promise<void> {
  const [branch] = SAMPLE_BRANCHES
  invariant(branch, 'a demonstration has branches')
  const takenDown = { branch: branch.id, at: branch.name, by: 'SAMPLE colleague' }
  const sent = { door: DOORS.branch, clientKey: systemRandom(32), submission, wantsCode: true, takenDown }
  const atTheDesk = { ...deps, db: asMember(deps.db, colleague.id), keys: deskKeys(deskKeyOf(deps.keys)) }
  const received = await submit(sent, atTheDesk)
  invariant(received.outcome === 'received', 'a demonstration takes its own samples in')
}

/** The nth sample: always the same, so that two demonstrations look alike. */
function sampleOf(nth: number): Submission {
  const spoken = LANGUAGES.filter((one) => SAMPLES.people[one])
  const language = spoken[nth % spoken.length] ?? FIRST_LANGUAGE
  const names = SAMPLES.people[language] ?? []
  const texts = SAMPLES.words[language] ?? []
  const size = nth % 11 === 5 ? 9 : nth % 3 === 1 ? 2 : 1
  const people = Array.from({ length: size }, (_, index): Person => {
    const name = names[(nth * 3 + index) % names.length] ?? 'SAMPLE'
    return {
      name: `SAMPLE ${name}`,
      nameKind: (nth + index) % 5 === 0 ? 'real' : 'pseudonym',
      party: (nth + index) % 3 !== 2,
      league: (nth + index) % 2 === 0,
      pioneers: (nth + index) % 4 !== 3,
      basis: index === 0 ? 'self' : nth % 4 === 0 ? 'relative' : 'asked',
      agreed: index > 0,
    }
  })
  const place = SAMPLES.places[nth % SAMPLES.places.length] ?? null
  return {
    people,
    words: texts[nth % texts.length] ?? '',
    place: place !== null && isPlace(place) ? place : null,
    visibility: nth % 10 === 7 ? 'counted' : nth % 6 === 4 ? 'name' : 'name-and-words',
    wantsCertificate: nth % 8 === 0,
    contact: '',
    language,
  }
}

/** Decide everything that waits. Returns the submissions, in the order of the decisions. */
async function reviewAll({ reviewer }: People, deps: IntakeDeps): Promise<string[]> {
  const { id: member, passkey } = reviewer
  // What is sealed is read by whoever has it open, by name.
  const db = asMember(deps.db, member)
  const decided: string[] = []
  for (;;) {
    const next = await takeNextCase({ ...deps, db, budget: null }, { member })
    if (next.outcome !== 'case') return decided
    const { submission } = next.case
    const { outcome } = await decide(deps, {
      member,
      passkey,
      submission,
      decision: decisionOn(next.case, reviewer, decided.length),
    })
    invariant(outcome === 'decided', 'the SAMPLE reviewer holds the case that she decides')
    decided.push(submission)
  }
}

function decisionOn(found: SealedCase, reviewer: SamplePerson, nth: number): Decision {
  if (found.cause === 'withdrawal') return { verdict: 'withdraw' }
  const submission = open(found, reviewer)
  const version = publicVersionOf(submission, { words: submission.words, names: new Set() })
  const repeated = nth === 2 && submission.people.length === 1
  return { verdict: repeated ? 'register-uncounted' : 'register', version }
}

/** Correct the newest entry that shows a name. */
async function correctFirst({ reviewer }: People, deps: IntakeDeps): Promise<void> {
  for (let number = await lastNumber(deps.db); number > 0; number -= 1) {
    const entry = await readEntry(deps.db, number)
    const line = entry?.lines.find(({ name, withdrawn }) => name !== null && !withdrawn)
    if (!entry || !line || entry.kind !== 'declaration') continue
    const { words, place, language, shown, certifiable } = entry
    const { withdrawn: _, ...restated } = line
    const people = [{ ...restated, name: `${line.name ?? ''} (SAMPLE)` }]
    const version = { people, words, place, language, shown, certifiable }
    await askCorrection(deps, {
      by: { member: reviewer.id, passkey: reviewer.passkey, branch: CENTRE },
      number,
      version,
    })
    return
  }
}

/** The SAMPLE colleague agrees to whatever was asked. */
async function agreeToAll({ colleague }: People, deps: IntakeDeps & { origin: string }): Promise<void> {
  // Of a withdrawal another branch has to think so as well.
  const branch = SAMPLE_BRANCHES[0]?.id ?? CENTRE
  const roles = [{ role: 'approver', branch }] as const
  const by = { member: colleague.id, passkey: colleague.passkey, roles, branch }
  const { open: waiting } = await requestsFor(deps, by)
  for (const request of waiting) {
    const touch = touchOf(colleague.name, challenges(request).approved, deps).sent
    const asked = { by, request: request.id, verdict: 'approved', touch } as const
    const { outcome } = await answer(deps, asked, settle(deps, colleague.id))
    invariant(outcome === 'answered', 'the SAMPLE colleague may agree to what the reviewer asks')
  }
}

/** Open a case as the reviewer's browser does: the box's key with our own, the record with the box's. */
function open(found: SealedCase, { name }: SamplePerson): Submission {
  const record = openRecord({
    identity: boxKeyOf(name, found.box, found.boxKey),
    file: found.sealed,
    ...labelOf('submission', found.submission),
  })
  invariant(record.outcome === 'opened', 'the demonstration opens its own samples')
  return JSON.parse(Buffer.from(record.payload).toString('utf8')) as Submission
}

const SAMPLES = JSON.parse(readFileSync(new URL('db/sample/declarations.json', CHECKOUT), 'utf8')) as Samples
