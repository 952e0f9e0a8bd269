// What a start costs, and what everything weighs once it is open.
import { pssOf } from '../installation/pss.ts'
import { type WholeInstallation } from '../installation/whole.ts'
import { secondsOf } from './cpu.ts'
import { type Figure } from './figure.ts'
import { median } from './rounds.ts'

const MUST = { seconds: 6, megabytes: 550 }
const AIM = { seconds: 3, megabytes: 420 }
/** What opens lazily has opened by then. */
const SETTLED_MS = 3_000

/** An installation that was stopped, opened again: processor seconds until it answers, and proportional set sizes (PSS) of all. */
export async function startFigures(
  installation: WholeInstallation,
  { times }: { times: number },
): Promise<Figure[]> {
  const seconds: number[] = []
  const megabytes: number[] = []
  for (let nth = 0; nth < times; nth += 1) {
    await installation.stop()
    await installation.open()
    const pids = installation.pidsOf('everything')
    seconds.push(pids.reduce((sum, pid) => sum + secondsOf(pid), 0))
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    megabytes.push(installation.pidsOf('everything').reduce((sum, pid) => sum + pssOf(pid) / 1e6, 0))
  }
  const [used, weighs] = [median(seconds), median(megabytes)]
  return [
    {
      what: 'processor time of a whole start',
      measured: `${used.toFixed(1)} s`,
      beside: '',
      ratio: used / MUST.seconds,
      bound: { must: 1, aim: AIM.seconds / MUST.seconds, is: 'at most' },
    },
    {
      what: 'memory of all processes',
      measured: `${weighs.toFixed(0)} MB (PSS)`,
      beside: '',
      ratio: weighs / MUST.megabytes,
      bound: { must: 1, aim: AIM.megabytes / MUST.megabytes, is: 'at most' },
    },
  ]
}
