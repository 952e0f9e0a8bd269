import { audit, type AuditResult, DAY_FILES, type Progress, totalOf, type Verdict } from '#proof'
import { part, partAs, phrase } from '../../../../html/browser/page.ts'
import { inWords, log, shownKeys, site, whatWentWrong } from './log.ts'

/** Offer the whole audit: every entry is fetched, held to its hash, and added up. */
export function offerAudit(): void {
  part('audit').hidden = false
  const start = partAs(HTMLButtonElement, 'audit-start')
  const stop = partAs(HTMLButtonElement, 'audit-stop')
  start.addEventListener('click', () => {
    const stopping = new AbortController()
    // A server that lets somebody wait does not keep her from stopping.
    const stopped = new Promise<string>((resolve) => {
      stopping.signal.addEventListener('abort', () => resolve(phrase('ledger-stopped')), { once: true })
    })
    stop.addEventListener('click', () => stopping.abort(), { once: true })
    stop.hidden = false
    stop.focus()
    start.hidden = true
    part('audit-results').replaceChildren()
    Promise.race([run(stopping.signal), stopped])
      .then(say, (cause: unknown) => say(phrase(whatWentWrong(cause))))
      .finally(() => {
        part('audit-bar').hidden = true
        start.hidden = false
        // Who stands on a button that goes away is not to lose her place.
        if (document.activeElement === stop) start.focus()
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
    const step = await steps.next()
    if (stopping.aborted) return phrase('ledger-stopped')
    if (step.done) return show(step.value)
    showProgress(step.value)
  }
}

/** The bar goes on with each step; the sentence, which may be read aloud, with each tenth of the way. */
function showProgress({ step, done, of }: Progress): void {
  const bar = partAs(HTMLProgressElement, 'audit-bar')
  bar.max = of
  bar.value = done
  const tenth = `${step} ${Math.floor(bar.position * 10)}`
  if (!bar.hidden && bar.dataset['said'] === tenth) return
  bar.dataset['said'] = tenth
  bar.hidden = false
  say(phrase(CHECKING[step], { count: inWords.format(done), of: inWords.format(of) }))
}

const CHECKING = { entries: 'ledger-checking', files: 'ledger-checking-files' } as const

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
