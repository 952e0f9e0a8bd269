// Proofs that a published person is counted, each of another one, made as they are asked for.
import { becomes } from '../faults/becomes.ts'
import { type WholeInstallation } from '../installation/whole.ts'
import { crowd } from '../people.ts'
import { type Figure, perSecond } from './figure.ts'
import { CLIENTS, cpuOf, whatLimits } from './installation.ts'
import { interleaved, medianRound } from './rounds.ts'
import { type Hello } from './hello-beside.ts'
import { getRequest, openWire } from './wire.ts'

const ENTRIES = 5_000

export async function proofFigures(
  installation: WholeInstallation,
  hello: Hello,
  { rounds, lengthMs }: { rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const last = await fill(installation)
  const wires = Array.from({ length: CLIENTS }, () => openWire(installation.origin))
  let nth = 0
  const ask = (suffix: string) => async (client: number) => {
    const number = last - (nth++ % ENTRIES)
    const { status } = (await wires[client]?.ask(getRequest(`/entries/${number}${suffix}`))) ?? {}
    if (status !== 200) throw new Error(`nothing of entry ${number}: ${status}`)
  }
  const found = await interleaved(
    { proof: ask('-1.tlog-proof'), opening: ask('.json'), hello: hello.ask },
    { clients: CLIENTS, lengthMs, rounds, watch: cpuOf(installation) },
  )
  for (const wire of wires) wire.close()
  const beside = medianRound(found.hello.rounds).perSecond
  const figureOf = (what: string, kind: 'proof' | 'opening'): Figure => {
    const pace = medianRound(found[kind].rounds).perSecond
    return {
      what,
      measured: perSecond(pace),
      beside: `hello-world ${perSecond(beside)}`,
      ratio: pace / beside,
      limit: whatLimits(found[kind]),
    }
  }
  return [figureOf('inclusion proofs', 'proof'), figureOf('what opens an entry', 'opening')]
}

/** Returns the number of the last of the published entries. */
async function fill(installation: WholeInstallation): Promise<number> {
  await using owner = installation.openAsOwner()
  await crowd({ db: owner }, { entries: ENTRIES })
  const { last } = await owner.selectFrom('register.numbering').select('last').executeTakeFirstOrThrow()
  await becomes('they are all in the ledger', async () => {
    const { number } = await owner.selectFrom('register.covered').select('number').executeTakeFirstOrThrow()
    return number >= last
  })
  return last
}
