import { type Audit, type Verdict, audit } from '../audit/audit.ts'
import { encodeBase64 } from '../basics/base64.ts'
import { sameBytes } from '../basics/bytes.ts'
import { peopleByGrade } from '../log/channel.ts'
import { type Answer, once, readInput, readOwnFile, say } from './input.ts'
import { type Place, findPlace } from './place.ts'
import { progressOn } from './progress.ts'
import { type Trust, AFTER_ITS_END, findTrust, goesOnAfterItsEnd } from './trust.ts'
import { digestOf } from '../log/commitment.ts'
import { DAY_FILES } from '../log/day-files.ts'
import { type Figures, writeFigures } from '../log/figures.ts'
import type { AuditResult } from '../audit/result.ts'
import { writeVerifierKey } from '../log/note-key.ts'
import { type Totals, totalOf } from '../log/totals.ts'

export async function runAudit(args: readonly string[]): Promise<Answer> {
  const input = readInput(args, { targets: 1, options: ['kept', 'figures'] })
  const place = await findPlace(input.targets[0] ?? '', { before: [COUNT, DAY_FILES] })
  const trust = await findTrust(input, place)
  const figures = once(input, 'figures')
  const printed = figures === undefined ? place.before.get(COUNT) : await readOwnFile(figures)
  const own = await Promise.all((input.options['kept'] ?? []).map(readOwnFile))
  const kept = trust.kept ? [trust.kept, ...own] : own
  const verdict = await watched({
    fetcher: place.log,
    policy: trust.policy,
    kept,
    printed,
    site: { fetcher: place.site, list: place.before.get(DAY_FILES) },
  })

  for (const result of verdict.results) say(lineFor(result))
  const dossier = await dossierOf(verdict, place)
  if (dossier !== 'none') say(DOSSIER_LINE[dossier])
  if (goesOnAfterItsEnd(trust, verdict.checkpoint)) say(`FAILED root: ${AFTER_ITS_END}`)
  sayRemarks(trust, { printed: printed !== undefined, kept: kept.length > 0 })
  sayFacts(verdict)
  const answer = dossier === 'failed' ? 'failed' : answerOf(verdict, trust)
  if (answer !== 'failed' && verdict.outcome === 'proved' && verdict.note) {
    const where = await trust.keep({ note: verdict.note, announced: verdict.announcedKeys ?? [] })
    if (where !== undefined) say(`kept for the next audit: ${where}`)
  }
  if (answer === 'failed' && trust.keptIn !== undefined)
    say(
      `remark: if this is another log under the name of an earlier one (a demonstration that was begun anew), nothing is wrong with it: delete ${trust.keptIn}, or say --keep none.`,
    )
  say(LAST_LINE[answer])
  return answer
}

const COUNT = 'count.json'

const LAST_LINE: Record<Answer, string> = {
  proved: 'All of this is proved.',
  failed: 'THIS LOG IS NOT IN ORDER: see the lines that say FAILED.',
  older:
    'THIS COPY IS OLDER than what you have kept. What is in it is as it was; ask for the log as it is now.',
  unchecked: 'Nothing of this is false, and NOT ALL OF IT IS PROVED: see the lines that say "not checked".',
}

function answerOf({ outcome, results, checkpoint }: Verdict, trust: Trust): Answer {
  if (results.some((result) => result.outcome === 'failed')) return 'failed'
  if (goesOnAfterItsEnd(trust, checkpoint)) return 'failed'
  if (results.some((result) => result.outcome === 'older')) return 'older'
  return outcome === 'proved' && trust.from !== 'log' ? 'proved' : 'unchecked'
}

type Dossier = 'none' | 'not-here' | 'proved' | 'failed'

/** Whether the document beside the log is the one that its first entry stands for. */
async function dossierOf({ dossier, totals }: Verdict, { log }: Place): Promise<Dossier> {
  if (!dossier || !totals || sameBytes(dossier, digestOf(new Uint8Array(0)))) return 'none'
  const file = await log.fetch('dossier').catch(() => 'absent' as const)
  if (file === 'absent') return 'not-here'
  return sameBytes(dossier, digestOf(file)) ? 'proved' : 'failed'
}

const DOSSIER_LINE: Record<Exclude<Dossier, 'none'>, string> = {
  'not-here': 'remark: the document that the baseline rests on is not here.',
  proved:
    'proved dossier: It is the document that the first entry stands for. What it says, nobody can prove.',
  failed: 'FAILED dossier: It is not the document that the first entry stands for. (dossier)',
}

async function watched(asked: Audit): Promise<Verdict> {
  const progress = progressOn(process.stderr)
  const steps = audit(asked)
  for (;;) {
    const step = await steps.next()
    if (step.done) {
      progress.end()
      return step.value
    }
    progress.at(step.value)
  }
}

const WORDS = { proved: 'proved', failed: 'FAILED', unchecked: 'not checked', older: 'OLDER' } as const

function lineFor({ claim, outcome, detail, place }: AuditResult): string {
  return `${WORDS[outcome]} ${claim}: ${detail}${place ? ` (${place})` : ''}`
}

function sayRemarks(
  { from, policy, metadata, keptIn }: Trust,
  had: { printed: boolean; kept: boolean },
): void {
  const [key] = policy.logs.map((log) => writeVerifierKey(log.key))
  if (from === 'log') {
    say(
      `not checked key: ${key ?? ''} is what the log itself served${keptIn === undefined ? '' : ` to an earlier audit, kept in ${keptIn}`}. Compare it with one in print, and say --vkey.`,
    )
  }
  if (from === 'earlier') say(`remark: the key is the one that your earlier audit kept in ${keptIn ?? ''}.`)
  if (policy.quorum.kind === 'none')
    say('remark: no witness is asked, so a log with two faces is not noticed.')
  if (!had.kept) say('remark: there is no earlier checkpoint of yours that this one could contradict.')
  if (!had.printed) say('remark: there are no figures of a site beside the log to compare with it.')
  say(
    'remark: that what stands in a file of entries is counted is held to the log with "entries", file by file.',
  )
  if (metadata && metadata.frozenAt !== null)
    say(`remark: the root says that this log has ended, with ${metadata.frozenAt} entries.`)
}

function sayFacts({ checkpoint, totals }: Verdict): void {
  if (checkpoint) say(`root ${encodeBase64(checkpoint.root)}`)
  if (totals) sayTotals(totals)
}

function sayTotals(totals: Totals): void {
  const rows: readonly (readonly [string, Figures])[] = [
    ['baseline (attested)', totals.baseline],
    ['counted (provable)', totals.counted],
    ['retracted (provable)', totals.retracted],
    ['total', totalOf(totals)],
  ]
  for (const [name, figures] of rows) say(`${name}: ${writeFigures(figures)}`)
  for (const { grade, people } of peopleByGrade(totals.channels)) say(`evidence ${grade}: people ${people}`)
  for (const { channel, grade, counted, retracted } of totals.channels)
    say(`channel ${channel} (${grade}): people ${counted - retracted}`)
}
