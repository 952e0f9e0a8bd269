import { writeFile } from 'node:fs/promises'
import { type Verdict, audit } from './audit.ts'
import { encodeBase64 } from './base64.ts'
import { readUtf8 } from './bytes.ts'
import { type Answer, CliError, readInput, readOwnFile } from './cli-input.ts'
import { type Totals, totalOf } from './count.ts'
import { type Fetcher, webFetcher } from './fetcher.ts'
import { type Figures, writeFigures } from './figures.ts'
import type { Finding } from './finding.ts'
import { folderFetcher } from './folder.ts'
import { readVerifierKey } from './note-key.ts'
import { type Policy, policyOfLogs } from './policy.ts'

export async function runAudit(args: readonly string[]): Promise<Answer> {
  const { target, policy, options } = await readInput(args, ['kept', 'save'])
  const fetcher = fetcherFor(target)
  const kept = await Promise.all((options['kept'] ?? []).map(readOwnFile))
  const believed = policy ?? (await policyOfTheLogItself(fetcher))
  const verdict = await watched({ fetcher, policy: believed, kept })

  for (const finding of verdict.findings) say(lineFor(finding))
  const unpinned = policy === undefined
  if (unpinned)
    say('not checked key: it is the one that the log itself serves. Compare it, and give it with --vkey.')
  if (believed.quorum.kind === 'none')
    say('remark: no witness is asked, so a log with two faces is not noticed.')
  if (verdict.checkpoint) say(`root ${encodeBase64(verdict.checkpoint.root)}`)
  if (verdict.totals) sayTotals(verdict.totals)
  const answer: Answer = verdict.outcome === 'proved' && !unpinned ? 'proved' : 'not-proved'
  if (answer === 'proved' && verdict.note) await keep(verdict.note, options['save'] ?? [])
  say(answer === 'proved' ? 'All of this is proved.' : 'NOT ALL OF THIS IS PROVED.')
  return answer
}

function fetcherFor(target: string): Fetcher {
  return /^https?:\/\//.test(target) ? webFetcher(target) : folderFetcher(target)
}

/** For a first look only. A log that lies would serve the key it lies with. */
async function policyOfTheLogItself(fetcher: Fetcher): Promise<Policy> {
  const vkey = await fetcher.fetch('vkey').catch(() => 'absent' as const)
  if (vkey === 'absent') throw new CliError('The log serves no key: give one with --vkey, or a --policy.')
  return policyOfLogs([readVerifierKey((readUtf8(vkey) ?? '').trimEnd())])
}

async function watched(asked: Parameters<typeof audit>[0]): Promise<Verdict> {
  const steps = audit(asked)
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    const { entries, of } = step.value
    if (process.stderr.isTTY)
      process.stderr.write(`\r${entries} of ${of} entries${entries === of ? '\n' : ''}`)
  }
}

const WORDS = { proved: 'proved', failed: 'FAILED', unchecked: 'not checked' } as const

function lineFor({ claim, outcome, detail, place }: Finding): string {
  return `${WORDS[outcome]} ${claim}: ${detail}${place ? ` (${place})` : ''}`
}

function sayTotals(totals: Totals): void {
  const rows: readonly (readonly [string, Figures])[] = [
    ['baseline (attested)', totals.baseline],
    ['counted (provable)', totals.counted],
    ['retracted (provable)', totals.retracted],
    ['total', totalOf(totals)],
  ]
  for (const [name, figures] of rows) say(`${name}: ${writeFigures(figures)}`)
}

async function keep(note: Uint8Array, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await writeFile(file, note).catch(() => {
      throw new CliError(`Cannot write the file ${file}.`)
    })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
