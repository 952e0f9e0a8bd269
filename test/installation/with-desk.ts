// An installation with its desk served under a name, as passkeys need it, and the process that signs certificates.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Clock, stderrLogger } from '#basics'
import { issuingAt } from '#certificates'
import { DOORS, type Submission } from '#channels'
import { type Database } from '#db'
import { deskApp, type DeskDeps } from '#desk'
import { readAssets } from '#html'
import { listen } from '#http'
import { type IntakeDeps, submit } from '#intake'
import { inviteFirstMember } from '#staff'
import { deskKeyOf, deskKeys, type Entropy, type InstallationKeys } from '#vault'
import { keepBoxes } from '../../src/demo/boxes.ts'
import { withSamplePasskeys } from '../../src/demo/desk.ts'
import { enrolPeople } from '../../src/demo/members.ts'
import { agreeToAll } from '../approved.ts'
import { drawSecondLooks } from '../second-looks.ts'
import { type Base, openBase } from './base.ts'
import { deskDeps } from './desk.ts'
import { temporaryFolder } from './folder.ts'
import { freePort } from './free-port.ts'
import { type IssuerUnderTest, openIssuer } from './issuer.ts'
import { type LedgerUnderTest } from './ledger.ts'
import { type Ended, MAIN, runNode } from './run.ts'
import { intakeDeps } from './site.ts'
import { workRound } from './worker.ts'

export interface DeskInstallation extends AsyncDisposable {
  readonly base: Base
  readonly origin: string
  /** As the owner of the tables, for looking behind the desk. */
  readonly db: Database
  readonly deps: DeskDeps
  readonly intake: IntakeDeps & { readonly keys: InstallationKeys }
  readonly ledger: LedgerUnderTest
  /** What signs certificates. */
  readonly issuer: IssuerUnderTest
  /** What the worker and the ledger do after a decision. */
  work(): Promise<void>
  /** A colleague agrees to whatever takes two; the way by her own passkey has its own journey. */
  agree(): Promise<void>
  /** A command as whoever runs the installation types it. */
  run(...args: string[]): Promise<Ended>
  /** The link that the start of an empty installation prints. */
  firstLink(): Promise<string>
}

interface Options {
  /** The desk's alone. */
  readonly clock?: Clock
  readonly budget?: DeskDeps['budget']
  readonly undoMs?: number
}

export async function openDeskInstallation(
  kind: 'real' | 'demo',
  options: Options = {},
): Promise<DeskInstallation> {
  await using stack = new AsyncDisposableStack()
  const base = stack.use(await openBase({ kind }))
  const { database, ledger, sample } = base
  const dataDir = stack.use(temporaryFolder('desk')).path
  const directory = join(dataDir, 'issuer')
  const port = await freePort()
  const origin = `http://localhost:${port}`
  // Where it is not what a journey is about, nobody is handed what somebody else has decided.
  await drawSecondLooks(database.db, 0)
  const owner = { ...base, db: database.db, origin }
  if (sample) await keepBoxes(owner, await enrolPeople(owner))
  const deps = deskDeps({
    ...base,
    ...intakeDeps(database.openAs('exeunt_desk'), { ...base, keys: deskKeys(deskKeyOf(base.keys)) }),
    logger: stderrLogger,
    origin,
    assets: readAssets('desk'),
    issuing: issuingAt(directory),
    ...options,
  })
  const app = sample ? withSamplePasskeys(deskApp(deps)) : deskApp(deps)
  stack.use(await listen(app, { port, hostname: 'localhost', refusal: '' }))
  const issuer = stack.use(await openIssuer(base, { directory, deskOrigin: origin }))
  const env = {
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    EXEUNT_DATA: dataDir,
    EXEUNT_DESK_PORT: String(port),
  }
  const opened = stack.move()
  return {
    base,
    origin,
    db: database.db,
    deps,
    ledger,
    issuer,
    intake: intakeDeps(database.openAs('exeunt_site'), base),
    work: () => workRound(base),
    agree: () => agreeToAll(database, base),
    run: (...args) => runNode([MAIN, ...args], { env }),
    async firstLink() {
      const invited = await inviteFirstMember(deps)
      return invited.outcome === 'invited' ? `${origin}/enrol#${invited.token.reveal()}` : ''
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A declaration comes in through intake, sealed as any other. The sender keeps her return code. */
export async function sendDeclaration(
  { intake }: DeskInstallation,
  differing: Partial<Submission> = {},
): Promise<Entropy> {
  const submission: Submission = {
    people: [somebody('SAMPLE 林晓雨')],
    words: 'SAMPLE 我在十三岁时加入少先队，当时并不明白。现在声明退出。',
    place: 'CN-SC',
    visibility: 'name-and-words',
    wantsCertificate: false,
    contact: '',
    language: 'zh-hans',
    ...differing,
  }
  const clientKey = randomBytes(32)
  const received = await submit({ door: DOORS.web, clientKey, submission, wantsCode: true }, intake)
  if (received.outcome !== 'received' || !received.code) throw new Error(`not received: ${received.outcome}`)
  return received.code
}

export function somebody(name: string): Submission['people'][number] {
  return { name, nameKind: 'real', party: false, league: false, pioneers: true, basis: 'self', agreed: false }
}
