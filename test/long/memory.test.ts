// Two hundred thousand declarations, one after another, through a whole installation: no process of it grows with what it has
// taken in. Takes half an hour: `npm run check:long`.
import { ok } from 'node:assert/strict'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemClock, systemRandom } from '#basics'
import { formTokens } from '#intake'
import { openWire, postRequest } from '../bench/wire.ts'
import { declaration } from '../faults/visitor.ts'
import { pssOf } from '../installation/pss.ts'
import { openWholeInstallation, serverPids, type WholeInstallation } from '../installation/whole.ts'

const SUBMISSIONS = 200_000
const CLIENTS = 32
const LOOK_EVERY = 10_000
/** A heap grows for tens of megabytes until it is swept: what a process has weighed by half-time, it may weigh again. */
const HALF = SUBMISSIONS / 2
const MORE_MOST = 1.1

const WATCHED = ['site', 'desk', 'work', 'ledger', 'signer', 'issue', 'supervisor', 'postgres'] as const
type Watched = (typeof WATCHED)[number]

interface Look {
  readonly submissions: number
  readonly bytes: Readonly<Record<Watched, number>>
}

test('after two hundred thousand declarations no process weighs more than it did on the way', async (t) => {
  await using installation = await openWholeInstallation()
  const looks: Look[] = []
  await declareAll(installation, (submissions) => looks.push({ submissions, bytes: weigh(installation) }))
  for (const { submissions, bytes } of looks)
    t.diagnostic(
      `after ${submissions}: site ${inMegabytes(bytes.site)}, PostgreSQL ${inMegabytes(bytes.postgres)}`,
    )
  const before = looks.filter(({ submissions }) => submissions <= HALF)
  const later = looks.filter(({ submissions }) => submissions > HALF)
  for (const name of WATCHED) {
    const most = (some: readonly Look[]) => Math.max(...some.map(({ bytes }) => bytes[name]))
    const slope = slopeOf(later.map(({ submissions, bytes }) => [submissions, bytes[name]]))
    const weights = `${inMegabytes(most(before))} at most, later ${inMegabytes(most(later))}`
    t.diagnostic(`${name}: ${weights} (PSS); then ${slope.toFixed(0)} bytes a declaration`)
    ok(most(later) <= most(before) * MORE_MOST, `${name} grows`)
  }
})

async function declareAll(
  installation: WholeInstallation,
  look: (submissions: number) => void,
): Promise<void> {
  const { keys, origin } = installation
  const tokens = formTokens('declare', { clock: systemClock, formKey: keys.form, random: systemRandom })
  let [begun, done] = [0, 0]
  const client = async () => {
    const wire = openWire(origin)
    while (begun < SUBMISSIONS) {
      const name = `SAMPLE ${(begun += 1)}`
      const form = declaration(tokens.mint(), { name, words: name.repeat(40), contact: name })
      const { status, body } = await wire.ask(postRequest('/en/declare', form))
      ok(status === 200 && body.includes('class="digits"'), `not acknowledged: ${status}`)
      done += 1
      if (done % LOOK_EVERY === 0) look(done)
    }
    wire.close()
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
}

function weigh(installation: WholeInstallation): Record<Watched, number> {
  const server = realpathSync(join(installation.dataDir, 'postgres'))
  const pidsOf = (name: Watched) => (name === 'postgres' ? serverPids(server) : installation.pidsOf(name))
  const weights = WATCHED.map((name) => [name, pidsOf(name).reduce((sum, pid) => sum + pssOf(pid), 0)])
  return Object.fromEntries(weights) as Record<Watched, number>
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** By least squares: how much the second of each pair grows with the first. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
  const along = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return along / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
