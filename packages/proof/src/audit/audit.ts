import type { Checkpoint } from '../log/checkpoint.ts'
import type { Digest } from '../log/commitment.ts'
import type { Day } from './count.ts'
import { auditEntries } from './audit-entries.ts'
import { auditFigures, sizeOfFigures } from './audit-figures.ts'
import { type SiteFiles, auditFiles } from './audit-files.ts'
import { auditHistory } from './audit-history.ts'
import { type Fetcher, readAhead } from '../log/fetcher.ts'
import { type AuditResult, type Progress, resultOf } from './result.ts'
import { type OpenedCheckpoint, openCheckpoint } from '../log/open-checkpoint.ts'
import type { Policy } from '../log/policy.ts'
import { tileReader } from '../log/tile-reader.ts'
import type { Totals } from '../log/totals.ts'

export interface Audit {
  readonly fetcher: Fetcher
  /** Whose signatures are believed. It has to come from elsewhere, or the log vouches for itself. */
  readonly policy: Policy
  /** Checkpoints of earlier audits, as signed notes: each must still be a beginning of the log. */
  readonly kept?: readonly Uint8Array[]
  /** The site's `count.json`, read before the audit begins: a site may always be behind its log, never ahead. */
  readonly printed?: Uint8Array | undefined
  /** What lies beside the log; left out where a log is looked at alone. */
  readonly site?: SiteFiles | undefined
}

export interface Verdict {
  /** `proved` where every result is. */
  readonly outcome: 'proved' | 'not-proved'
  readonly results: readonly AuditResult[]
  readonly checkpoint: Checkpoint | undefined
  /** The signed note of that checkpoint, to be kept for the next audit. */
  readonly note: Uint8Array | undefined
  /** Only where every entry was read, belongs under the checkpoint and keeps the rules. */
  readonly totals: Totals | undefined
  /** The days that the log has closed, in their order. */
  readonly days: readonly Day[] | undefined
  /** Further keys that the log has announced, as vkeys. */
  readonly announcedKeys: readonly string[] | undefined
  /** SHA-256 of the document that says where the baseline comes from. */
  readonly dossier: Digest | undefined
}

/**
 * Audits a whole log from its public files: signature, witnesses, earlier checkpoints, each tile against the tile
 * above it, each entry against its tile, the rules of the count, the sums of each day, what the site prints, and the file of
 * each day's entries.
 *
 * Whoever serves the files may lie in every one of them. All she can bring about is a verdict that is not
 * `proved`. What no audit of files can find is said in the README: a leaf that is no person, and, without
 * witnesses, a log that shows another face to somebody else.
 */
export async function* audit(asked: Audit): AsyncGenerator<Progress, Verdict> {
  const { fetcher, policy, kept = [], printed, site } = asked
  const files = readAhead(fetcher)
  const { note, opened, problem } = await readHead(files, policy)
  if (opened?.outcome !== 'opened') {
    return verdictOf({ results: [problem ?? headResult(opened), ...unread(asked)] })
  }
  const { checkpoint } = opened
  const tiles = tileReader({ fetcher: files, ...checkpoint })
  const results = [headResult(opened), ...witnessResults(opened, policy)]
  for (const earlier of kept) results.push(await auditHistory({ note: earlier, policy, checkpoint, tiles }))
  const walked = yield* auditEntries({
    files,
    tiles,
    size: checkpoint.size,
    stopover: sizeOfFigures(printed),
  })
  results.push(...walked.results)
  if (printed) results.push(await auditFigures({ printed, counted: walked.stopover, checkpoint, tiles }))
  if (site) results.push(yield* auditFiles(site, walked.days))
  return verdictOf({ ...walked, results, checkpoint, note })
}

/** The verdict alone, for who does not watch it grow. */
export async function auditToEnd(asked: Audit): Promise<Verdict> {
  const steps = audit(asked)
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
  }
}

interface Head {
  readonly note?: Uint8Array
  readonly opened?: OpenedCheckpoint
  readonly problem?: AuditResult
}

async function readHead(files: Fetcher, policy: Policy): Promise<Head> {
  try {
    const note = await files.fetch(CHECKPOINT)
    if (note !== 'absent') return { note, opened: await openCheckpoint(note, policy) }
    return { problem: failed('The log serves no checkpoint.') }
  } catch (error) {
    return { problem: { ...resultOf('checkpoint', error), place: CHECKPOINT } }
  }
}

function headResult(opened: OpenedCheckpoint | undefined): AuditResult {
  switch (opened?.outcome) {
    case 'opened': {
      const { origin, size } = opened.checkpoint
      return { claim: 'checkpoint', outcome: 'proved', detail: `Signed by ${origin}, ${size} entries.` }
    }
    case 'foreign-origin':
      return failed(`This is the checkpoint of another log: ${JSON.stringify(opened.origin)}.`)
    case 'bad-signature':
      return failed(`A signature is not of the key that it names: ${JSON.stringify(opened.name)}.`)
    case 'unsigned':
    case undefined:
      return failed('No key of the log that is believed has signed the checkpoint.')
  }
}

function failed(detail: string): AuditResult {
  return { claim: 'checkpoint', outcome: 'failed', detail, place: CHECKPOINT }
}

function witnessResults(
  { quorum, cosigned }: OpenedCheckpoint & { outcome: 'opened' },
  policy: Policy,
): AuditResult[] {
  if (policy.quorum.kind === 'none') return []
  const names = [...new Set(cosigned.map(({ key }) => key.name))].join(', ') || 'nobody'
  const outcome = quorum === 'met' ? 'proved' : 'failed'
  return [{ claim: 'witnesses', outcome, detail: `Cosigned by ${names}.`, place: CHECKPOINT }]
}

/** Without a checkpoint nothing else means anything. */
function unread({ policy, kept = [], printed, site }: Audit): AuditResult[] {
  const witnesses = policy.quorum.kind === 'none' ? [] : (['witnesses'] as const)
  const history = kept.map(() => 'history' as const)
  const figures = printed ? (['figures'] as const) : []
  const log = ['tiles', 'entries', 'count', 'days'] as const
  const files = site ? (['files'] as const) : []
  return [...witnesses, ...history, ...log, ...figures, ...files].map((claim) => {
    return { claim, outcome: 'unchecked', detail: 'There is no checkpoint to check it against.' }
  })
}

function verdictOf(
  found: { readonly results: readonly AuditResult[] } & {
    readonly [Fact in Facts]?: Verdict[Fact] | undefined
  },
): Verdict {
  const { results, checkpoint, note, totals, days, announcedKeys, dossier } = found
  const outcome = results.every((result) => result.outcome === 'proved') ? 'proved' : 'not-proved'
  return { outcome, results, checkpoint, note, totals, days, announcedKeys, dossier }
}

type Facts = Exclude<keyof Verdict, 'outcome' | 'results'>

const CHECKPOINT = 'checkpoint'
