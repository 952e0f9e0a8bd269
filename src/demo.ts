// A demonstration's house is filled through its own front doors: declarations are received and
// sealed, the SAMPLE reviewer opens and decides them, the register enters them.
import { readFileSync } from 'node:fs'
import { type Clock, invariant, type Logger, Secret, systemClock, systemRandom } from '#basics'
import { isPlace, type Person, type Submission } from '#channels'
import { type Config } from '#config'
import { type Database } from '#db'
import { currentBox, type IntakeNeeds, receive } from '#intake'
import { lastNumber, takeAccepted } from '#register'
import { decide, type Decision, type PublicVersion, type SealedCase, takeNextCase } from '#review'
import { DEMO, type DemoDesk, openDemoDesk } from '#staff'
import { screen } from '#screening'
import { fold } from '#statistics'
import { boxKeyLabel, type HouseKeys, identityFromSeed, openRecord, readIdentity } from '#vault'
import { type Language, LANGUAGES } from '#words'

interface Needs {
  readonly db: Database
  readonly config: Config
  readonly keys: HouseKeys
  readonly logger: Logger
}

interface Samples {
  readonly people: Record<Language, readonly string[]>
  readonly words: Record<Language, readonly string[]>
  readonly places: readonly (string | null)[]
}

const DAY_MS = 24 * 60 * 60 * 1_000
const DAYS = 12
const DECLARATIONS_A_DAY = 4
const LEFT_WAITING = 9

/** Fill an empty demonstration with SAMPLE entries of the last days, and cases that wait. Does nothing to a filled one. */
export async function seedDemo(needs: Needs): Promise<void> {
  const { db, config, logger } = needs
  const desk = await openDemoDesk({
    db,
    clock: systemClock,
    random: systemRandom,
    timeZone: config.timeZone,
    dataDir: config.dataDir,
  })
  if ((await lastNumber(db)) > 0) return
  logger.info('demo.filling')
  for (let ago = DAYS; ago >= 0; ago -= 1) {
    const at = new Date(systemClock().getTime() - ago * DAY_MS)
    const day = intakeNeeds(needs, () => at)
    for (let index = 0; index < DECLARATIONS_A_DAY; index += 1) await declare(sampleOf(ago * 7 + index), day)
    await reviewAll(desk, day)
    await takeAccepted({ ...day, logger })
  }
  for (let index = 0; index < LEFT_WAITING; index += 1) {
    await declare(sampleOf(100 + index), intakeNeeds(needs, systemClock))
  }
  await fold({ db, clock: systemClock })
}

function intakeNeeds({ db, config, keys }: Needs, clock: Clock): IntakeNeeds {
  return { db, clock, timeZone: config.timeZone, keys, box: currentBox(db) }
}

async function declare(submission: Submission, needs: IntakeNeeds): Promise<void> {
  const findings = screen(submission, { fillSeconds: 60, website: '' })
  const received = await receive({ submission, findings, nonce: systemRandom(32), wantsCode: true }, needs)
  invariant(received.outcome === 'received', 'a demonstration takes its own samples in')
}

/** The nth sample: always the same, so that two demonstrations look alike. */
function sampleOf(nth: number): Submission {
  const language = LANGUAGES[nth % LANGUAGES.length] ?? 'en'
  const names = SAMPLES.people[language]
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
    words: SAMPLES.words[language][nth % SAMPLES.words[language].length] ?? '',
    place: place !== null && isPlace(place) ? place : null,
    visibility: nth % 10 === 7 ? 'counted' : nth % 6 === 4 ? 'name' : 'name-and-words',
    wantsCertificate: nth % 8 === 0,
    contact: '',
    language,
  }
}

async function reviewAll(desk: DemoDesk, needs: IntakeNeeds): Promise<void> {
  const { member } = desk
  for (let nth = 0; ; nth += 1) {
    const next = await takeNextCase(needs, { member, credential: DEMO })
    if (next.outcome === 'nothing-waiting') return
    const submission = open(next.case, desk)
    const decision: Decision =
      nth === 2 && needs.clock().getDate() % 4 === 0
        ? { verdict: 'register-uncounted', version: publicVersionOf(submission) }
        : { verdict: 'register', version: publicVersionOf(submission) }
    const decided = await decide(needs, { member, submission: next.case.submission, decision })
    invariant(decided.outcome === 'decided', 'the SAMPLE reviewer holds the case that she decides')
  }
}

/** Open a case as the reviewer's browser does: the box's key with our own, the record with the box's. */
function open(found: SealedCase, { identity }: DemoDesk): Submission {
  const own = identityFromSeed(readIdentity(identity))
  const key = openRecord({ identity: own, file: found.boxKey, ...boxKeyLabel(found.box) })
  invariant(key.outcome === 'opened', 'the demonstration opens its own box')
  const box = identityFromSeed(readIdentity(new Secret(Buffer.from(key.payload).toString('utf8'))))
  const record = openRecord({ identity: box, file: found.sealed, recordId: found.submission, field: 'submission', version: 1 })
  invariant(record.outcome === 'opened', 'the demonstration opens its own samples')
  return JSON.parse(Buffer.from(record.payload).toString('utf8')) as Submission
}

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

const SAMPLES = JSON.parse(
  readFileSync(new URL(import.meta.url.includes('/dist/') ? '../../db/sample/declarations.json' : '../db/sample/declarations.json', import.meta.url), 'utf8'),
) as Samples
