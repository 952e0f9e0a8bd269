// Acknowledged submissions beside the least that durable means: one row, one commit.
import pg from 'pg'
import { systemClock, systemRandom } from '#basics'
import { formTokens } from '#intake'
import { declaration, tokenIn } from '../faults/visitor.ts'
import { type WholeInstallation } from '../installation/whole.ts'
import { type Figure, perSecond } from './figure.ts'
import { CLIENTS, cpuOf, whatLimits } from './installation.ts'
import { interleaved, medianRound } from './rounds.ts'
import { getRequest, openWire, postRequest } from './wire.ts'

const PATH = '/zh-hans/declare'
const WORDS = '我在十三岁时加入少先队，当时并不明白。现在声明退出，从此与它无关。'.repeat(4)
const P99_MS = 500

/**
 * Declarations with a contact and a return code, each form with a token of its own; minted here with the installation's own code
 * and key ("alone"), or fetched first ("whole visit"). A bare row is of the size of a sealed declaration, put in by a named
 * statement and committed by itself, as many at once as there are clients.
 */
export async function intakeFigures(
  installation: WholeInstallation,
  { rounds, lengthMs }: { rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  const wireOf = (client: number) => wires[client] ?? openWire(installation.origin)
  await using rows = await openRows(installation)
  const tokens = formTokens('declare', {
    clock: systemClock,
    formKey: installation.keys.form,
    random: systemRandom,
  })
  let nth = 0
  const post = async (client: number, token: string) => {
    const name = `林晓雨 ${(nth += 1)}`
    const form = declaration(token, { name, words: WORDS, contact: 'kontakt@example.org' })
    const { status, body } = await wireOf(client).ask(postRequest(PATH, form))
    if (status !== 200 || !body.includes('class="digits"')) throw new Error(`not acknowledged: ${status}`)
  }
  const found = await interleaved(
    {
      alone: (client) => post(client, tokens.mint()),
      visit: async (client) => {
        const { status, body } = await wireOf(client).ask(getRequest(PATH))
        await post(client, tokenIn({ status, body: body.toString(), headers: {} }))
      },
      bare: (client) => rows.insert(client),
    },
    { clients: CLIENTS, lengthMs, rounds, watch: cpuOf(installation) },
  )
  for (const wire of wires) wire.close()

  const bare = medianRound(found.bare.rounds)
  const figureOf = (what: string, kind: 'alone' | 'visit'): Figure => {
    const { perSecond: pace, p50Ms, p99Ms } = medianRound(found[kind].rounds)
    return {
      what,
      measured: `${perSecond(pace)}, p50 ${p50Ms.toFixed(0)}, p99 ${p99Ms.toFixed(0)} ms`,
      beside: `bare rows, one commit each: ${perSecond(bare.perSecond)}`,
      ratio: pace / bare.perSecond,
      limit: whatLimits(found[kind]),
    }
  }
  const alone = figureOf('acknowledged submissions', 'alone')
  const { p99Ms } = medianRound(found.alone.rounds)
  return [
    { ...alone, bound: { must: 0.15, aim: 0.25, is: 'at least' } },
    {
      what: '  of a hundred the slowest',
      measured: `${p99Ms.toFixed(0)} ms`,
      beside: `${P99_MS} ms asked for`,
      ratio: p99Ms / P99_MS,
      bound: { must: 1, aim: 1, is: 'at most' },
    },
    figureOf('  each form fetched first', 'visit'),
  ]
}

async function openRows(
  installation: WholeInstallation,
): Promise<AsyncDisposable & { insert(client: number): Promise<void> }> {
  const connectionString = installation.ownerUrl()
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString }))
  for (const client of clients) await client.connect()
  await clients[0]?.query(`
    create schema bench;
    create table bench.row (id uuid primary key, day date not null, sealed bytea not null, digest bytea not null)`)
  const sealed = Buffer.from(systemRandom(await sealedSize(installation)))
  const digest = Buffer.from(systemRandom(32))
  const text = 'insert into bench.row values ($1, current_date, $2, $3)'
  return {
    async insert(client) {
      await clients[client]?.query({ name: 'bare', text, values: [crypto.randomUUID(), sealed, digest] })
    },
    async [Symbol.asyncDispose]() {
      await clients[0]?.query('drop schema bench cascade')
      for (const client of clients) await client.end()
    },
  }
}

/** Of a declaration that is in: one of the demonstration's samples. */
async function sealedSize(installation: WholeInstallation): Promise<number> {
  await using owner = installation.openAsOwner()
  const row = await owner.selectFrom('intake.submission').select('sealed').limit(1).executeTakeFirstOrThrow()
  return row.sealed.length
}
