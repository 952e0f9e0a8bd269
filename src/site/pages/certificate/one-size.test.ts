import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { type Applicant } from '#certificates'
import { SAMPLE_CENTRE } from '#config'
import { readAssets } from '#html'
import { languagesCovering, localeFor } from '#i18n'
import { PAGE_BYTES } from './certificate.tsx'
import { CertificatePage, type CertificateProps } from './certificate-page.tsx'
import { blankApplication } from './draft.ts'
import { shownPart } from './shown-part.ts'

/** The most that escaping makes of one character. */
const LONGEST = '"'

test('whatever there is for a code, the page of certificates is no larger than its one size', () => {
  const assets = readAssets('site')
  for (const language of languagesCovering('site')) {
    const locale = localeFor(language, { sample: true })
    const largest = [0, 1, 12, 13, 200].flatMap((people) =>
      [0, 1, 20].map((requests) =>
        sizeOf({ locale, assets, applicant: shownPart(everything(people, requests)) }),
      ),
    )
    ok(Math.max(...largest) <= PAGE_BYTES - 100, `${language}: ${Math.max(...largest)} bytes`)
  }
})

test('of many requests those that are open are shown, and of what was said the newest', () => {
  const { requests } = everything(1, 20)
  const open = requests.map((one, at) => ({
    ...one,
    state: at === 19 ? ('asked' as const) : ('declined' as const),
  }))
  const shown = shownPart({ people: [], requests: open })
  deepEqual([shown.requests[0]?.request, shown.more], [open[19]?.request, true])
  const [request] = requests
  ok(request)
  const said = ['old', 'new'].map((text) => ({
    day: '2026-11-29',
    from: 'branch' as const,
    text: text.repeat(600),
  }))
  const part = shownPart({ people: [], requests: [{ ...request, said }] })
  deepEqual([part.requests[0]?.said, part.more], [[{ ...said[1], text: 'new'.repeat(500) }], true])
})

function everything(people: number, requests: number): Applicant {
  const said = Array.from({ length: 60 }, () => ({
    day: '2026-11-29',
    from: 'branch' as const,
    text: LONGEST.repeat(8_000),
  }))
  return {
    people: Array.from({ length: people }, (_, at) => ({
      line: at + 1,
      name: LONGEST.repeat(80),
      party: true,
      league: true,
      pioneers: true,
    })),
    requests: Array.from({ length: requests }, (_, at) => ({
      request: `00000000-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`,
      line: 200 - at,
      day: '2026-11-29' as never,
      branch: 'centre',
      state: 'asked' as const,
      reason: null,
      number: null,
      became: null,
      ended: null,
      kept: false,
      withdrawn: null,
      papers: 2,
      said,
    })),
  }
}

function sizeOf({
  locale,
  assets,
  applicant,
}: Pick<CertificateProps, 'locale' | 'assets'> & { applicant: CertificateProps['applicant'] }): number {
  const draft = {
    ...blankApplication(),
    name: LONGEST.repeat(80),
    latin: 'a'.repeat(80),
    when: LONGEST.repeat(500),
  }
  const branches = Array.from({ length: 40 }, (_, at) => ({
    id: `branch-${at}`,
    name: '分'.repeat(80),
    place: '处'.repeat(40),
    country: 'FR',
    box: '',
    recipient: '',
  }))
  const page = CertificatePage({
    locale,
    assets,
    sample: true,
    centre: SAMPLE_CENTRE,
    token: 't'.repeat(70),
    code: '词'.repeat(12),
    applicant,
    branches,
    draft,
    faults: ['line', 'name-empty', 'born-missing', 'when-long'],
    notice: null,
    problem: 'ask-say-length',
    sureAsked: applicant?.requests[0]?.request ?? null,
    said: { request: applicant?.requests[0]?.request ?? null, text: '说'.repeat(1_500) },
  })
  return Buffer.byteLength(String(page))
}
