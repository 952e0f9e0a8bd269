// Proofs that a published person is counted, each of another one, made as they are asked for.
import { becomes } from '../faults/becomes.ts'
import { type WholeInstallation } from '../installation/whole.ts'
import { crowd } from '../people.ts'
import { type Figure } from './figure.ts'
import { figuresBeside, type Hello } from './hello-beside.ts'
import { getRequest } from './wire.ts'

const ENTRIES = 5_000

export async function proofFigures(
  installation: WholeInstallation,
  hello: Hello,
  load: { rounds: number; lengthMs: number },
): Promise<Figure[]> {
  const last = await fill(installation)
  let nth = 0
  const next = (suffix: string) => () => getRequest(`/entries/${last - (nth++ % ENTRIES)}${suffix}`)
  const asked = { 'inclusion proofs': next('-1.tlog-proof'), 'what opens an entry': next('.json') }
  return figuresBeside(hello, asked, { installation, ...load })
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
