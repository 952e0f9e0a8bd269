// `npm run bench`: in about a minute, what one ordinary machine does, each figure beside what it is compared with, in one run.
// `npm run bench:full` adds, in about fifteen, what needs time or size: a start, large batches, ten million people, the desk.
// Everything is started here: a demonstration's installation in its own processes, the load beside it. Figures of a run belong
// together; across machines only the ratios compare.
import { cpus } from 'node:os'
import { openWholeInstallation } from '../installation/whole.ts'
import { startTestServer } from '../template-db.ts'
import { type Figure, say, sayFigure, sayHead } from './figure.ts'
import { openHello } from './hello-beside.ts'
import { CLIENTS } from './installation.ts'
import { intakeFigures } from './intake.ts'
import { ledgerFigure, ledgerPace, sayBytes } from './ledger.ts'
import { listFigures } from './lists.ts'
import { pageFigures } from './pages.ts'
import { proofFigures } from './proofs.ts'
import { sealFigure } from './seal-pace.ts'
import { startFigures } from './start.ts'

const isFull = process.argv.includes('--full')
const load = isFull ? { rounds: 5, lengthMs: 4_000 } : { rounds: 3, lengthMs: 1_000 }

say(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, ${CLIENTS} clients, ${load.rounds} rounds of ${load.lengthMs / 1_000} s each, interleaved; medians`,
)
{
  await using installation = await openWholeInstallation()
  using hello = await openHello(Math.max(1, installation.pidsOf('site').length))
  report('Declarations', await intakeFigures(installation, load))
  report('Pages', await pageFigures(installation, hello, load))
  report('Entries and proofs', await proofFigures(installation, hello, load))
  if (isFull) report('Start and memory', await startFigures(installation, { times: 3 }))
}
{
  await using server = await startTestServer()
  process.env['EXEUNT_TEST_SERVER'] = server.url
  const sizes = isFull
    ? ([
        [256, 13],
        [4_096, 10],
        [65_536, 4],
      ] as const)
    : ([[16_384, 3]] as const)
  sayHead('The ledger')
  for (const [people, batches] of sizes) {
    const pace = await ledgerPace({ people, batches })
    sayFigure(ledgerFigure({ people, pace }))
    if (people !== sizes.at(-1)?.[0]) continue
    sayFigure(pace.audit)
    sayBytes(pace.bytes)
  }
}
report('Sealing', [await sealFigure(load)])
report('Lists, lines in a second of one core', await listFigures())

function report(title: string, figures: readonly Figure[]): void {
  sayHead(title)
  for (const figure of figures) sayFigure(figure)
}
