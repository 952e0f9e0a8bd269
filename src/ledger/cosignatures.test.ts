// The ledger and its witnesses, over real connections: honest ones, and each kind of other.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { copyFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Logger } from '#basics'
import { listen } from '#http'
import {
  COSIGNER_KEY,
  cosign,
  openCheckpoint,
  type Policy,
  readVerifierKey,
  type Signer,
  signerFromSeed,
  writeSignature,
} from '#proof'
import { openSigner } from '#signer'
import { witnessApp, witnessState } from '#witness'
import { type LedgerUnderTest, openLedger, ORIGIN } from '../../test/installation/ledger.ts'
import { crowd } from '../../test/people.ts'
import { freshDatabase, silent, type TestDatabase } from '../../test/template-db.ts'
import { LedgerError } from './index.ts'
import { cosignAgain } from './publish.ts'
import { findHead } from './store.ts'
import { patience } from '../../test/patience.ts'

test('a checkpoint carries the cosignatures of its witnesses, and a stranger with the policy believes it', async () => {
  await using one = await openWitnessed({ honest: 3, quorum: 2 })
  for (let round = 0; round < 3; round += 1) {
    await crowd(one.installation, { entries: 3 })
    await one.ledger.take()
  }
  const verdict = await one.ledger.audit({ policy: await one.policy() })
  equal(verdict.outcome, 'proved')
  ok(verdict.results.some(({ claim, outcome }) => claim === 'witnesses' && outcome === 'proved'))
  equal((await findHead(one.installation.db)).witnessed, true)
  equal(await one.cosignatures(), 3)
})

test('a witness that joins later, or was away, is caught up with', async () => {
  await using one = await openWitnessed({ honest: 1, quorum: 1 })
  await crowd(one.installation, { entries: 3 })
  await one.ledger.take({ witnesses: null })
  await crowd(one.installation, { entries: 300 })
  await one.ledger.take()
  equal(await one.cosignatures(), 1)
  await crowd(one.installation, { entries: 3 })
  await one.ledger.take({ witnesses: null })
  equal(await one.cosignatures(), 0)
  await cosignAgain(one.ledger.deps, await findHead(one.installation.db))
  equal(await one.cosignatures(), 1, 'the published checkpoint is published again, with its cosignature')
  equal((await one.ledger.audit({ policy: await one.policy() })).outcome, 'proved')
})

const NO_COSIGNATURE: Record<string, (witness: Signer) => RequestListener> = {
  away: () => (_asked, answer) => void answer.destroy(),
  'unknown-log': () => (_asked, answer) => void answer.writeHead(404).end(),
  refused: () => (_asked, answer) => void answer.writeHead(500).end('<html>'),
  contradicts: () => (_asked, answer) => void answer.writeHead(422).end('no'),
  false: () => (_asked, answer) => void answer.writeHead(200).end('thank you\n'),
  behind: () => {
    let size = 0
    return (_asked, answer) => void answer.writeHead(409).end(`${size++}\n`)
  },
  'claims-more': () => (_asked, answer) => void answer.writeHead(409).end('1000000\n'),
}

for (const [why, behave] of Object.entries(NO_COSIGNATURE)) {
  test(`a witness that answers so that it is "${why}" is named, and the checkpoint is published without it`, async () => {
    const said: string[] = []
    const logger: Logger = {
      ...silent,
      info: (event, detail) => said.push(`${event} ${detail?.['why'] ?? ''}`),
    }
    await using one = await openWitnessed({ honest: 0, quorum: 1, others: [behave] })
    await crowd(one.installation, { entries: 3 })
    await one.ledger.take({ logger })
    deepEqual(said, [`ledger.not-cosigned ${why}`])
    equal(await one.cosignatures(), 0)
    equal((await findHead(one.installation.db)).witnessed, false)
    equal(
      (await one.ledger.audit()).totals?.counted.people,
      3,
      'and whoever asks for no witness is told the count',
    )
    const strict = await one.ledger.audit({ policy: await one.policy() })
    equal(strict.results.find(({ claim }) => claim === 'witnesses')?.outcome, 'failed')
  })
}

test('a witness that never answers costs its time, and no checkpoint', async () => {
  await using one = await openWitnessed({ honest: 2, quorum: 2, others: [() => () => {}] })
  await crowd(one.installation, { entries: 3 })
  const startedAt = performance.now()
  await one.ledger.take()
  ok(performance.now() - startedAt < patience(9_000))
  equal(await one.cosignatures(), 2)
  equal((await findHead(one.installation.db)).witnessed, true)
})

test('a cosignature of another text, or of another witness, is not taken', async () => {
  const lie =
    (witness: Signer): RequestListener =>
    (_asked, answer) => {
      void cosign({ cosigner: witness, text: 'SAMPLE.example.org/log\n1\nAAAA\n', atSeconds: 1 }).then(
        (line) => answer.writeHead(200).end(writeSignature(line)),
      )
    }
  await using one = await openWitnessed({ honest: 0, quorum: 1, others: [lie] })
  await crowd(one.installation, { entries: 3 })
  await one.ledger.take()
  equal(await one.cosignatures(), 0)
})

test('a witness that shows our own signature under a larger tree stops an installation whose backup was put back', async () => {
  await using one = await openWitnessed({ honest: 1, quorum: 1 })
  await crowd(one.installation, { entries: 3 })
  await one.ledger.take()
  await crowd(one.installation, { entries: 3 })
  await one.ledger.take()

  // Database, files and signer are all put back to before the first batch: nobody here can know any better.
  await using old = await freshDatabase()
  await using ledger = await openLedger(old, { witnesses: one.ledger.deps.witnesses?.policy })
  const directory = join(ledger.home, 'signer')
  const key = join(one.ledger.home, 'signer', 'log.key')
  await openSigner({ directory, origin: ORIGIN }).state()
  rmSync(join(directory, 'log.key'))
  copyFileSync(key, join(directory, 'log.key'))
  await crowd(old, { entries: 1 })
  await rejects(ledger.take(), (error) => error instanceof LedgerError && error.code === 'database-behind')
  equal(ledger.deps.folder.get('log/checkpoint'), undefined)
})

interface Witnessed {
  readonly installation: TestDatabase
  readonly ledger: LedgerUnderTest
  policy(): Promise<Policy>
  /** How many witnesses have cosigned the published checkpoint. */
  cosignatures(): Promise<number>
}

async function openWitnessed({
  honest,
  quorum,
  others = [],
}: {
  honest: number
  quorum: number
  others?: readonly ((witness: Signer) => RequestListener)[]
}): Promise<Witnessed & AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const installation = stack.use(await freshDatabase())
  const signers = await Promise.all(
    Array.from({ length: honest + others.length }, (_, at) =>
      signerFromSeed({
        name: `w${at}.example.org`,
        type: COSIGNER_KEY,
        seed: new Uint8Array(32).fill(50 + at),
      }),
    ),
  )
  const urls: string[] = []
  const witnesses = signers.map(({ key }, at) => ({
    key,
    get url() {
      return urls[at]
    },
  }))
  const members = signers.map(({ key }) => ({ kind: 'witness', key }) as const)
  const asked: Policy = { logs: [], witnesses, quorum: { kind: 'group', threshold: quorum, members } }
  const ledger = stack.use(await openLedger(installation, { witnesses: asked }))
  const logs = (await ledger.deps.signer.state()).vkeys.map(readVerifierKey)
  for (const [at, cosigner] of signers.entries()) {
    const other = others[at - honest]
    if (other) {
      const server = createServer(other(cosigner))
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      stack.defer(() => {
        server.closeAllConnections()
        return new Promise<void>((resolve) => server.close(() => resolve()))
      })
      urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      continue
    }
    const state = witnessState(join(ledger.home, `witness-${at}`))
    const app = witnessApp({ cosigner, logs, state, clock: () => new Date() })
    const { port } = stack.use(await listen(app, { port: 0, hostname: '127.0.0.1', refusal: '' }))
    urls.push(`http://127.0.0.1:${port}`)
  }
  const opened = stack.move()
  const policy = async () => ({ ...asked, logs: logs.map((key) => ({ key, url: undefined })) })
  return {
    installation,
    ledger,
    policy,
    async cosignatures() {
      const note = ledger.deps.folder.get('log/checkpoint') ?? new Uint8Array(0)
      const found = await openCheckpoint(note, await policy())
      return found.outcome === 'opened' ? found.cosigned.length : -1
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
