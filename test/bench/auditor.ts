// A stranger's audit of a ledger that was just made, on one core, beside nothing but the hashes that it cannot do without.
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { auditToEnd, policyOfLogs, readVerifierKey, writeLeaf } from '#proof'
import { folderFetcher } from '#proof-folder'
import { type LedgerUnderTest } from '../installation/ledger.ts'
import { type Figure, perSecond } from './figure.ts'
import { median } from './rounds.ts'

const NODE_BYTES = 65

/** Processor time of this process, in rounds that take turns; the first does not count. */
export async function auditFigure(ledger: LedgerUnderTest, { rounds }: { rounds: number }): Promise<Figure> {
  const inputs = (await ledger.leaves()).map((leaf) => Uint8Array.of(0, ...writeLeaf(leaf)))
  const node = new Uint8Array(NODE_BYTES)
  const policy = policyOfLogs((await ledger.deps.signer.state()).vkeys.map(readVerifierKey))
  const fetcher = folderFetcher(join(ledger.home, 'public', 'log'))
  const audits: number[] = []
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await secondsOf(() => {
      for (const input of inputs) hash('sha256', input, 'buffer')
      for (let nodes = 1; nodes < inputs.length; nodes += 1) hash('sha256', node, 'buffer')
    })
    const audit = await secondsOf(async () => {
      const { outcome } = await auditToEnd({ fetcher, policy })
      if (outcome !== 'proved') throw new Error(`an honest log is ${outcome}`)
    })
    if (round === 0) continue
    audits.push(audit)
    ratios.push(audit / bare)
  }
  const leaves = inputs.length
  return {
    what: `audit of ${leaves.toLocaleString('en')} leaves`,
    measured: `${perSecond(leaves / median(audits))} leaves`,
    beside: 'crypto.hash of the same bytes, times',
    ratio: median(ratios),
    bound: { must: 3, aim: 1.5, is: 'at most' },
  }
}

async function secondsOf(work: () => unknown): Promise<number> {
  const startedAt = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(startedAt)
  return (user + system) / 1e6
}
