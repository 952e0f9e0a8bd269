import { audit, DAY_FILES, type AuditResult, type Verdict, totalOf } from '#proof'
import { part, partAs, phrase } from '../../../../html/browser/page.ts'
import { inWords, log, shownKeys, site, whatWentWrong } from './log.ts'

/** Offer the whole audit: every entry is fetched, held to its hash, and added up. */
export function offerAudit(): void {
  part('audit').hidden = false
  const start = partAs(HTMLButtonElement, 'audit-start')
  const stop = partAs(HTMLButtonElement, 'audit-stop')
  start.addEventListener('click', () => {
    const stopping = new AbortController()
    stop.addEventListener('click', () => stopping.abort(), { once: true })
    start.hidden = true
    stop.hidden = false
    part('audit-results').replaceChildren()
    run(stopping.signal)
      .then(say, (cause: unknown) => say(phrase(whatWentWrong(cause))))
      .finally(() => {
        start.hidden = false
        stop.hidden = true
      })
  })
}

/** Returns the last sentence. */
async function run(stopping: AbortSignal): Promise<string> {
  // Before the checkpoint: a site may be behind its ledger, and never ahead of it.
  const [printed, list] = [await site.fetch('count.json'), await site.fetch(DAY_FILES)]
  const steps = audit({
    fetcher: log,
    policy: await shownKeys(),
    printed: printed === 'absent' ? undefined : printed,
    site: { fetcher: site, list: list === 'absent' ? undefined : list },
  })
  for (;;) {
    if (stopping.aborted) return phrase('ledger-stopped')
    const step = await steps.next()
    if (step.done) return show(step.value)
    const { entries, of } = step.value
    say(phrase('ledger-checking', { count: inWords.format(entries), of: inWords.format(of) }))
  }
}

function show({ results, outcome, totals, checkpoint }: Verdict): string {
  part('audit-results').replaceChildren(...results.map(lineFor))
  if (results.some((result) => result.outcome === 'failed')) return phrase('ledger-something-false')
  if (outcome !== 'proved' || !totals || !checkpoint) return phrase('ledger-not-all-proved')
  const { baseline, counted, retracted } = totals
  return phrase('ledger-all-proved', {
    count: inWords.format(checkpoint.size),
    counted: inWords.format(counted.people - retracted.people),
    baseline: inWords.format(baseline.people),
    people: inWords.format(totalOf(totals).people),
  })
}

function lineFor({ claim, outcome, detail, place }: AuditResult): HTMLElement {
  const line = document.createElement('li')
  line.dataset['outcome'] = outcome
  const word = document.createElement('strong')
  word.textContent = phrase(`ledger-${outcome}`)
  const sentence = document.createElement('span')
  sentence.textContent = phrase(`ledger-claim-${claim}`)
  line.append(word, sentence)
  if (outcome !== 'proved') {
    // For whoever is told of it: the words of the verifier, and the file.
    const what = document.createElement('small')
    what.lang = 'en'
    what.textContent = place ? `${detail} (${place})` : detail
    line.append(what)
  }
  return line
}

function say(text: string): void {
  part('audit-progress').textContent = text
}
