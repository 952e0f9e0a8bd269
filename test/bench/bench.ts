// `npm run bench`: what this machine can do, as ratios to what it can do at all. Everything is started here: a
// demonstration's installation in its own processes, the load beside it. Figures of a run belong together; across
// machines only the ratios compare.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { systemClock, systemRandom } from '#basics'
import { formTokens } from '#intake'
import { becomes } from '../faults/becomes.ts'
import { declaration, tokenIn } from '../faults/visitor.ts'
import { openWholeInstallation, serverPids, type WholeInstallation } from '../installation/whole.ts'
import { crowd } from '../people.ts'
import { startTestServer } from '../template-db.ts'
import { watchCpu } from './cpu.ts'
import { ledgerPace, sayLedger } from './ledger.ts'
import { median, medianRound, type Round, runRound } from './rounds.ts'
import { sealPace } from './seal-pace.ts'
import { getRequest, openWire, postRequest } from './wire.ts'

const CLIENTS = 32
const ROUNDS = 3
const ROUND_MS = 4_000
const AIM = { perSecond: 200, p99Ms: 500 }
const WORDS = '我在十三岁时加入少先队，当时并不明白。现在声明退出，从此与它无关。'.repeat(4)

say(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, ${CLIENTS} clients, ${ROUNDS} rounds of ${ROUND_MS / 1_000} s, medians\n`,
)
{
  await using installation = await openWholeInstallation()
  await benchIntake(installation)
  await benchFrontPage(installation)
  benchSeal(await sealPace())
  const proofs = await proofsServed(installation)
  await using server = await startTestServer()
  process.env['EXEUNT_TEST_SERVER'] = server.url
  sayLedger(await ledgerPace(), proofs)
}
benchVerifier()

/** Acknowledged submissions beside the least that durable means: one row, one commit. */
async function benchIntake(installation: WholeInstallation): Promise<void> {
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  const wire = (nth: number) => wires[nth] ?? openWire(installation.origin)
  await using rows = await openRows(installation)
  let nth = 0
  const post = async (client: number, token: string) => {
    const form = declaration(token, {
      name: `林晓雨 ${(nth += 1)}`,
      words: WORDS,
      contact: 'kontakt@example.org',
    })
    const { status, body } = await wire(client).ask(postRequest('/zh-hans/declare', form))
    if (status !== 200 || !body.includes('class="digits"')) throw new Error(`not acknowledged: ${status}`)
  }
  const tokens = formTokens('declare', {
    clock: systemClock,
    formKey: installation.keys.form,
    random: systemRandom,
  })
  const kinds = {
    'intake alone': (client: number) => post(client, tokens.mint()),
    'whole visit': async (client: number) => {
      const page = await wire(client).ask(getRequest('/zh-hans/declare'))
      await post(client, tokenIn({ ...page, headers: {} }))
    },
    'bare insert': (client: number) => rows.insert(client),
  }
  const groups = {
    site: () => installation.pidsOf('site'),
    postgres: () => serverPids(realpathSync(join(installation.dataDir, 'postgres'))),
    'load generator': () => [process.pid],
  }
  // One round that does not count: the compiler of a young process has yet to see what is hot.
  await runRound({ clients: CLIENTS, lengthMs: ROUND_MS / 2, work: kinds['intake alone'] })
  const found: Record<string, { rounds: Round[]; cpu: Cpu[] }> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, work] of Object.entries(kinds)) {
      const kept = (found[kind] ??= { rounds: [], cpu: [] })
      const cpu = watchCpu(groups)
      kept.rounds.push(await runRound({ clients: CLIENTS, lengthMs: ROUND_MS, work }))
      kept.cpu.push(cpu())
    }
  }
  for (const wire of wires) wire.close()

  const insert = medianRound(found['bare insert']?.rounds ?? [])
  say('Durable, acknowledged submissions')
  for (const [kind, { rounds, cpu }] of Object.entries(found)) {
    const { perSecond, p50Ms, p99Ms } = medianRound(rounds)
    const pace = `${perSecond.toFixed(0).padStart(6)}/s   p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`
    say(`  ${kind.padEnd(13)}${pace}   ratio ${(perSecond / insert.perSecond).toFixed(2)}`)
    say(`               ${whatLimits(rounds, cpu)}`)
  }
  const intake = medianRound(found['intake alone']?.rounds ?? [])
  const isMet = intake.perSecond >= AIM.perSecond && intake.p99Ms < AIM.p99Ms
  say(
    '  "intake alone": forms with tokens minted by the load generator, with the installation\'s own code and key;',
  )
  say('  "whole visit": each form is fetched first; "bare insert": a row of the same size, one commit each.')
  say(
    `  Aim: at least ${AIM.perSecond}/s with p99 below ${AIM.p99Ms} ms, intake alone: ${isMet ? 'met' : 'NOT MET'}\n`,
  )
}

type Cpu = Record<'site' | 'postgres' | 'load generator', number>

/** Where the time goes: cores in use, and processor time for one of what was done. The rest of the machine is others'. */
function whatLimits(rounds: readonly Round[], cpu: readonly Cpu[]): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const done = sum(rounds.map((round) => round.done))
  const seconds = sum(rounds.map((round) => round.seconds))
  const said = (['site', 'postgres', 'load generator'] as const).map((name) => {
    const used = sum(cpu.map((one) => one[name]))
    return `${name} ${(used / seconds).toFixed(2)} cores, ${((used * 1_000) / done).toFixed(2)} ms each`
  })
  return said.join('; ')
}

/** Rows as large as sealed submissions, each inserted and committed by itself, as many at once as there are clients. */
async function openRows(
  installation: WholeInstallation,
): Promise<AsyncDisposable & { insert(client: number): Promise<void> }> {
  const clients = Array.from(
    { length: CLIENTS },
    () => new pg.Client({ connectionString: installation.ownerUrl() }),
  )
  for (const client of clients) await client.connect()
  const [first] = clients
  await first?.query(
    'create schema bench; create table bench.row (id uuid primary key, day date not null, sealed bytea not null, digest bytea not null)',
  )
  const sealed = Buffer.from(systemRandom(await sealedSize(installation)))
  const digest = Buffer.from(systemRandom(32))
  return {
    async insert(client) {
      await clients[client]?.query('insert into bench.row values ($1, current_date, $2, $3)', [
        crypto.randomUUID(),
        sealed,
        digest,
      ])
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.end()
    },
  }
}

async function sealedSize(installation: WholeInstallation): Promise<number> {
  await using owner = installation.openAsOwner()
  const row = await owner.selectFrom('intake.submission').select('sealed').limit(1).executeTakeFirstOrThrow()
  return row.sealed.length
}

/** The front page beside a hello-world: what our layout, words, figures and headers cost. */
async function benchFrontPage(installation: WholeInstallation): Promise<void> {
  const hello = fork(fileURLToPath(new URL('hello.js', import.meta.url)))
  const [port] = (await once(hello, 'message')) as [number]
  const targets = {
    'front page': [`${installation.origin}/en/`],
    '  gzip': [`${installation.origin}/en/`, '-H', 'accept-encoding=gzip'],
    'the form': [`${installation.origin}/en/declare`],
    'hello-world': [`http://127.0.0.1:${port}/en/`],
  }
  const rates: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, args] of Object.entries(targets)) (rates[name] ??= []).push(autocannon(args))
  }
  hello.disconnect()
  say('Pages (autocannon)')
  for (const [name, found] of Object.entries(rates)) {
    say(
      `  ${name.padEnd(13)}${median(found).toFixed(0).padStart(6)}/s   ratio ${(median(found) / median(rates['hello-world'] ?? [])).toFixed(2)}`,
    )
  }
  say('')
}

function autocannon(args: readonly string[]): number {
  const { stdout } = spawnSync(
    'autocannon',
    ['--json', '-c', String(CLIENTS), '-d', String(ROUND_MS / 1_000), ...args],
    { encoding: 'utf8' },
  )
  const { requests, non2xx } = JSON.parse(stdout) as { requests: { average: number }; non2xx: number }
  if (non2xx > 0) throw new Error(`${non2xx} answers were no pages`)
  return requests.average
}

function benchSeal({ native, typage }: { native: number; typage: number }): void {
  say('Sealing 1 KiB (one thread)')
  say(`  ours         ${native.toFixed(0).padStart(6)}/s`)
  say(`  typage       ${typage.toFixed(0).padStart(6)}/s   ratio ${(native / typage).toFixed(1)}`)
}

/** Proofs that a published person is counted, each of another one, made as they are asked for. */
async function proofsServed(installation: WholeInstallation): Promise<number> {
  const entries = 5_000
  await using owner = installation.openAsOwner()
  await crowd({ db: owner }, { entries })
  const { last } = await owner.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
  await becomes('they are all in the ledger', async () => {
    const { number } = await owner.selectFrom('register.covered').select('number').executeTakeFirstOrThrow()
    return number >= last
  })
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  let nth = 0
  const work = async (client: number) => {
    const number = last - (nth++ % entries)
    const { status } = (await wires[client]?.ask(getRequest(`/entries/${number}-1.tlog-proof`))) ?? {}
    if (status !== 200) throw new Error(`no proof of entry ${number}: ${status}`)
  }
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push(await runRound({ clients: CLIENTS, lengthMs: ROUND_MS, work }))
  for (const wire of wires) wire.close()
  return medianRound(rounds).perSecond
}

/** What a stranger's computer does: hashing, growing and auditing, without an installation. */
function benchVerifier(): void {
  say('\nThe verifier, on one core')
  const script = join(import.meta.dirname, '../../../packages/proof/test/bench/bench.ts')
  spawnSync('node', ['--conditions=source', script], { stdio: 'inherit' })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
