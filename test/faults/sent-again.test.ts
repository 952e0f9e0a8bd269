// Whatever is taken in under a key that its sender repeats: the same again is answered alike and taken once, something else is
// said to be something else, and neither many at once nor a process that is started anew makes a difference.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#basics'
import { addPaper, applicantByCode, ask, askableBranches, say, sayToApplicant, takeBack } from '#certificates'
import { DOORS } from '#channels'
import { asMember } from '#db'
import { addFollowup, submit } from '#intake'
import { labelOf, deskKeyOf, deskKeys, parseRecipient, sealRecord } from '#vault'
import { type TestCertificates, openCertificates } from '../installation/with-certificates.ts'
import { someKey, someKeys } from '../installation/keys.ts'
import { TIME_ZONE } from '../installation/time.ts'
import { intakeDeps } from '../installation/site.ts'
import { openBox } from '../installation/boxes.ts'

const AT_ONCE = 20
const keys = someKeys()

let installation: TestCertificates
before(async () => {
  installation = await openCertificates()
  await openBox(installation.database.db)
  running = openProcesses()
})
after(() => installation?.[Symbol.asyncDispose]())

/** What a process has: after it was killed and started anew the same keys, and nothing else of before. */
function openProcesses() {
  const db = installation.database.openAs('exeunt_site')
  const desk = asMember(installation.database.openAs('exeunt_desk'), installation.heron)
  const time = { clock: systemClock, timeZone: TIME_ZONE }
  return {
    site: intakeDeps(db, { ...time, keys }),
    desk: { db: desk, ...time, keys: deskKeys(deskKeyOf(keys)) },
  }
}
let running: ReturnType<typeof openProcesses>
const atSite = () => running.site
const atDesk = () => running.desk

interface Kind {
  readonly table: string
  /** What is said where it was taken. */
  readonly taken: string
  /** Made ready once: what every sending of one test goes by. */
  prepare(): Promise<(nonce: Uint8Array, content: string) => Promise<string>>
}

const followup = (kind: 'answer' | 'withdrawal' | 'wish-taken-back'): Kind => ({
  table: 'intake.followup',
  taken: 'added',
  async prepare() {
    const { submission } = await installation.person()
    return (nonce, text) => addFollowup({ submission, kind, text, nonce }, atSite())
  },
})

const KINDS: Record<string, Kind> = {
  declaration: {
    table: 'intake.submission',
    taken: 'received',
    async prepare() {
      return async (nonce, words) => {
        const submission = { ...SUBMISSION, words }
        return (await submit({ door: DOORS.web, clientKey: nonce, submission, wantsCode: true }, atSite()))
          .outcome
      }
    },
  },
  answer: followup('answer'),
  'wish to withdraw': followup('withdrawal'),
  'taking back of a wish': followup('wish-taken-back'),
  'request for a certificate': {
    table: 'certificates.request',
    taken: 'asked',
    async prepare() {
      const { hash } = await installation.person()
      const [branch] = await askableBranches(atSite())
      assert.ok(branch)
      return (nonce, when) =>
        ask(atSite(), { hash, nonce, duress: false, branch, application: { ...APPLICATION, when } })
    },
  },
  picture: {
    table: 'certificates.paper',
    taken: 'added',
    async prepare() {
      const asked = await freshRequest()
      return (nonce, content) => addPaper(atSite(), { ...asked, nonce, picture: Buffer.from(content) })
    },
  },
  'message to the branch': {
    table: 'certificates.message',
    taken: 'said',
    async prepare() {
      const asked = await freshRequest()
      return (nonce, text) => say(atSite(), { ...asked, nonce, text, duress: false })
    },
  },
  'message to the applicant': {
    table: 'certificates.message',
    taken: 'said',
    async prepare() {
      const { request } = await freshRequest()
      const { id: box, recipient } = installation.boxes.centre
      const bodies = new Map<string, Uint8Array>()
      return async (nonce, text) => {
        const id = uuidOf(nonce)
        const label = labelOf('certificate-message', id)
        // Sealed once, as a browser that was not answered sends it again.
        const sealed =
          bodies.get(text) ??
          sealRecord({ ...label, recipient: parseRecipient(recipient), payload: Buffer.from(text) })
        bodies.set(text, sealed)
        return (await sayToApplicant(atDesk(), { id, request, box, sealed, reply: sealed })).outcome
      }
    },
  },
}

for (const [name, kind] of Object.entries(KINDS)) {
  const { table, taken } = kind
  test(`a ${name} that comes twice is taken once and answered alike, also by a process that is started anew`, async () => {
    const send = await kind.prepare()
    const nonce = randomBytes(32)
    const rows = await rowsOf(table)
    assert.equal(await send(nonce, 'SAMPLE one'), taken)
    assert.equal(await send(nonce, 'SAMPLE one'), taken)
    running = openProcesses()
    assert.equal(await send(nonce, 'SAMPLE one'), taken)
    assert.equal(await rowsOf(table), rows + 1)
  })

  test(`another ${name} under the key of one that was taken is said to be another, and can be sent by itself`, async () => {
    const send = await kind.prepare()
    const nonce = randomBytes(32)
    const rows = await rowsOf(table)
    assert.equal(await send(nonce, 'SAMPLE one'), taken)
    assert.equal(await send(nonce, 'SAMPLE two'), 'sent-before')
    assert.equal(await rowsOf(table), rows + 1)
    // One person asks for one certificate at a time; of everything else there may be more.
    const anew = await send(randomBytes(32), 'SAMPLE two')
    assert.equal(anew, table === 'certificates.request' ? 'asked-already' : taken)
  })

  test(`of twenty at once under the key of a ${name} one is taken, and each that differs is told`, async () => {
    const rows = await rowsOf(table)
    const sendAtOnce = async (contentOf: (nth: number) => string) => {
      const send = await kind.prepare()
      const nonce = randomBytes(32)
      return Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => send(nonce, contentOf(nth))))
    }
    assert.deepEqual(new Set(await sendAtOnce(() => 'SAMPLE')), new Set([taken]), 'all alike')
    const different = (await sendAtOnce((nth) => `SAMPLE ${nth}`)).toSorted()
    const others = Array<string>(AT_ONCE - 1).fill('sent-before')
    assert.deepEqual(different, [taken, ...others].toSorted())
    assert.equal(await rowsOf(table), rows + 2)
  })
}

test('what was sent about one declaration is not taken for the same about another', async () => {
  const said = { nonce: randomBytes(32), text: 'SAMPLE', duress: false }
  const [one, other] = [await freshRequest(), await freshRequest()]
  assert.equal(await say(atSite(), { ...one, ...said }), 'said')
  assert.equal(await say(atSite(), { ...other, ...said }), 'sent-before')
  assert.equal(await addPaper(atSite(), { ...other, ...said, picture: Buffer.from('SAMPLE') }), 'added')
})

test('said again under the other form of a code it is the same, and under that code nobody learns which it was', async () => {
  const { submission } = await installation.person()
  const nonce = randomBytes(32)
  for (const duress of [false, true]) {
    const said = { submission, kind: 'answer', text: 'SAMPLE', nonce, duress } as const
    assert.equal(await addFollowup(said, atSite()), 'added')
  }
})

test('asked for again after it was taken back, the same form says that nothing is asked', async () => {
  const other = await installation.person()
  const { hash } = other
  const [branch] = await askableBranches(atSite())
  assert.ok(branch)
  const asked = { hash, nonce: randomBytes(32), duress: false, branch, application: APPLICATION }
  assert.equal(await ask(atSite(), asked), 'asked')
  const [request] = (await applicantByCode(atSite(), { hash, entropy: null })).requests
  assert.ok(request)
  for (let times = 0; times < 2; times += 1)
    assert.equal(
      await takeBack(atSite(), { hash, request: request.request }),
      true,
      'however often she says so',
    )
  assert.equal(await ask(atSite(), asked), 'sent-before')
  assert.equal(await ask(atSite(), { ...asked, nonce: randomBytes(32) }), 'asked')
})

test('who has the whole database and every nonce confirms no guess of what was sent', async () => {
  const words = 'SAMPLE a guess'
  const digests = new Set<string>()
  const nonce = randomBytes(32)
  for (const once of [keys.once, someKey()]) {
    const submission = { ...SUBMISSION, words }
    const deps = { ...atSite(), keys: { ...keys, once } }
    await submit({ door: DOORS.web, clientKey: nonce, submission, wantsCode: false }, deps)
  }
  const { rows } = await sql<{ digest: Uint8Array }>`
    select digest from intake.submission order by digest`.execute(installation.database.db)
  for (const { digest } of rows) digests.add(Buffer.from(digest).toString('hex'))
  assert.equal(
    digests.size,
    rows.length,
    'the same words under the same nonce, by another key, have another digest',
  )
})

async function freshRequest(): Promise<{ hash: Uint8Array; request: string }> {
  const applicant = await installation.person()
  return { hash: applicant.hash, request: await installation.request(applicant) }
}

async function rowsOf(table: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(
    installation.database.db,
  )
  return rows[0]?.rows ?? 0
}

function uuidOf(nonce: Uint8Array): string {
  return Buffer.from(nonce)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')
}

const APPLICATION = {
  kind: 'pseudonym',
  line: 1,
  language: 'en',
  second: 'zh-hans',
  name: '',
  latin: '',
  born: '',
  birthplace: '',
  meeting: 'in-person',
  when: '',
  pickUp: 'code',
} as const

const SUBMISSION = {
  language: 'en',
  people: [
    {
      name: 'SAMPLE',
      nameKind: 'pseudonym',
      basis: 'self',
      party: true,
      league: false,
      pioneers: false,
      agreed: true,
    },
  ],
  words: '',
  place: null,
  visibility: 'counted',
  wantsCertificate: false,
  contact: '',
} as const
